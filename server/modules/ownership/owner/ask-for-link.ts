import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { type JobDefinition, job } from '../../../kernel/jobs/job.ts'
import { hashToken } from '../../sales/index.ts'
import { isWrittenToOften } from '../claim/ask.ts'
import { mailOwner } from '../mail/mail-owner.ts'
import { EXAMPLE_TOKEN, email, OWNER_TOKEN_HEADER, openLink, ownerOf, token } from './owner-link.ts'

interface Asked {
  email: string
  locale: 'en' | 'th'
}

/** Mails the link to somebody's pieces, where the address is an owner's. A job, so that nobody learns whether it is. */
export const mailLink: JobDefinition<Asked> = job({
  name: 'ownership.mail-link',
  async run(ctx, asked) {
    const owner = await ctx.tx.first<{ id: string; name: string }>(
      sql`select id, name from owner where tenant_id = ${ctx.tenant.id}::uuid and email = ${asked.email}`,
    )
    if (!owner) return
    ctx.audit({ entity: 'owner', id: owner.id })
    if (await isWrittenToOften(ctx, asked.email)) return
    const { link } = await openLink(ctx, owner.id)
    mailOwner(ctx, {
      kind: 'pieces',
      locale: asked.locale,
      to: asked.email,
      name: owner.name,
      pieces: [],
      link,
      about: { entity: 'owner', id: owner.id },
    })
  },
})

export const askForLink = command({
  name: 'ownership.link.ask',
  summary: 'Ask for the link to one’s pieces',
  description: 'The answer is the same whether or not the address is an owner’s; the link is mailed.',
  route: 'POST /ownership/links',
  status: 202,
  public: 'an owner who has lost the link; it goes to their address alone',
  limit: { name: 'owner-link', limit: 10, windowS: 3_600 },
  input: z.object({ email }),
  output: z.object({ asked: z.literal(true) }),
  auditInput: () => undefined,
  example: { email: 'mali@example.com' },
  async run(ctx, input) {
    ctx.audit({ entity: 'owner' })
    ctx.enqueue(mailLink, { email: input.email, locale: ctx.locale })
    return { asked: true as const }
  },
})

export const leave = command({
  name: 'ownership.link.end',
  summary: 'End the link to one’s pieces',
  route: 'POST /ownership/links/end',
  public: 'whoever has the token of the link',
  errors: ['ownership.link_over'],
  headers: OWNER_TOKEN_HEADER,
  input: z.object({ token }),
  output: z.object({ ended: z.literal(true) }),
  auditInput: () => undefined,
  example: { token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const owner = await ownerOf(ctx, input.token)
    await ctx.tx.run(
      sql`delete from owner_link where tenant_id = ${ctx.tenant.id}::uuid and token_hash = ${hashToken(input.token)}`,
    )
    ctx.audit({ entity: 'owner', id: owner.id })
    return { ended: true as const }
  },
})
