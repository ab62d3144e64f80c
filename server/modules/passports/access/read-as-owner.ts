import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { assertOwner, EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, ownerToken } from '../../ownership/index.ts'
import { audienceOutput } from '../passport/passport-output.ts'
import { readIssued } from './read-issued.ts'

export const readAsOwner = query({
  name: 'passports.passport.get_mine',
  summary: 'Read the passport of a piece of one’s own, with what its maker tells owners alone',
  route: 'GET /ownership/pieces/:id/passport',
  public: 'the owner, by the token of their link',
  whenSuspended: 'a piece that was sold stays its owner’s, whatever becomes of its maker',
  headers: OWNER_TOKEN_HEADER,
  errors: ['ownership.link_over', 'ownership.not_owner', 'passports.not_issued'],
  input: z.object({ id, token: ownerToken }),
  output: audienceOutput,
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    await assertOwner(ctx, input.token, input.id)
    const { serialId: _serialId, ...read } = await readIssued(ctx, sql`s.id = ${input.id}::uuid`, 'owner')
    return read
  },
})
