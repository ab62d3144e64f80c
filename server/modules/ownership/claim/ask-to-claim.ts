import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { email } from '../owner/owner-link.ts'
import { EXAMPLE_CODE, hashCode, readCode } from './code.ts'
import { lookUpCode } from './look-up-code.ts'

/** Forms that one client may send in an hour. */
export const CLAIM_LIMIT = { name: 'claim', limit: 20, windowS: 3_600 } as const

export const askToClaim = command({
  name: 'ownership.claim.ask',
  summary: 'Ask for a piece with the code inside it, or with the code of a transfer',
  description:
    'The answer is the same whatever the code. Where it is right, the address gets a mail: with the link that confirms the claim, or with the reason why that is not possible.',
  route: 'POST /ownership/claims',
  status: 202,
  public: 'whoever holds a piece may claim it; what comes of it is mailed',
  limit: CLAIM_LIMIT,
  errors: ['ownership.code_malformed'],
  input: z.object({
    code: z.string().min(1).max(100).meta({ description: '16 letters and digits; hyphens do not matter' }),
    email,
    name: line(120),
  }),
  output: z.object({ asked: z.literal(true) }),
  auditInput: () => undefined,
  example: { code: EXAMPLE_CODE, email: 'mali@example.com', name: 'Mali Srisai' },
  async run(ctx, input) {
    const code = readCode(input.code)
    if (code === undefined) throw fail('ownership.code_malformed')
    ctx.audit({ entity: 'owner' })
    ctx.enqueue(lookUpCode, {
      codeHash: hashCode(code),
      email: input.email,
      name: input.name,
      locale: ctx.locale,
    })
    return { asked: true as const }
  },
})
