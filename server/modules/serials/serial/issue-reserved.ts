import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { changeState } from './change-state.ts'

const MOST = 10_000

export const issueReserved = command({
  name: 'serials.serial.issue_reserved',
  permission: 'serials.serial.issue',
  summary: 'Issue serials that were reserved, up to 10,000 at once',
  description:
    'The numbers stay as they are, whatever the line issues now: the pieces that carry them are there. All of them, or none.',
  route: 'POST /serials/issue-reserved',
  errors: ['serials.wrong_state'],
  input: z.object({ ids: z.array(id).min(1).max(MOST) }),
  output: z.object({ issued: z.number().int() }),
  example: { ids: [EXAMPLE_ID] },
  auditInput: ({ ids }) => ({ ids: ids.length }),
  async run(ctx, input) {
    const pieces = await changeState(ctx, { ids: input.ids, from: ['reserved'], to: 'issued' })
    // As with those that are issued at once: a piece outside a job ticket was made today, as far as anybody knows.
    await ctx.tx.run(
      sql`update serial set made_on = ${ctx.today}::date
        where tenant_id = ${ctx.tenant.id}::uuid and id = any(${pieces.map((piece) => piece.id)}::uuid[]) and ticket_id is null
          and made_on is null`,
    )
    const first = pieces[0]!
    ctx.audit({
      entity: 'serial',
      id: first.id,
      label: pieces.length === 1 ? first.human : `${first.human} … ${pieces.at(-1)!.human}`,
      changes: { state: { from: 'reserved', to: 'issued' }, quantity: pieces.length },
    })
    return { issued: pieces.length }
  },
})
