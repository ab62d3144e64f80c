import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { replaceRecalled } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { applyRecall } from './apply-recall.ts'
import type { RecallCriteria } from './criteria.ts'
import { resolve } from './resolve.ts'

export interface RecallRow {
  id: string
  number: string
  state: 'active' | 'lifted'
  criteria: RecallCriteria
  reason: string
}

/** A recall that is not over, locked. @throws Problem `not_found`, `ownership.recall_lifted` */
export async function lockRecall(ctx: TenantContext, recallId: string): Promise<RecallRow> {
  const row = await ctx.tx.first<RecallRow>(sql`
    select id, number, state, criteria, reason from recall
    where tenant_id = ${ctx.tenant.id}::uuid and id = ${recallId}::uuid for update`)
  if (!row) throw kernelFail('not_found')
  if (row.state !== 'active') throw fail('ownership.recall_lifted', { number: row.number })
  return row
}

export const extendRecall = command({
  name: 'ownership.recall.extend',
  permission: 'ownership.recall',
  summary: 'Look again which pieces a recall means, and recall those that came since',
  description: 'Orders that wait with a recalled piece get another one where there is one now.',
  route: 'POST /recalls/:id/extend',
  errors: ['ownership.recall_lifted', 'ownership.pieces_unknown'],
  input: z.object({ id }),
  output: z.object({
    id,
    number: z.string(),
    recalled: z.number().int(),
    people: z.number().int(),
    replaced: z.number().int().meta({ description: 'Pieces of orders that others took the place of' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const recall = await lockRecall(ctx, input.id)
    const which = await resolve(ctx, recall.criteria)
    const replaced = await replaceRecalled(
      ctx,
      sql`select serial_id from recall_piece where tenant_id = ${ctx.tenant.id}::uuid and recall_id = ${recall.id}::uuid and state = 'recalled'`,
    )
    const applied = await applyRecall(ctx, recall, which)
    await ctx.tx.run(
      sql`update recall set extended_at = ${ctx.now}::timestamptz where tenant_id = ${ctx.tenant.id}::uuid and id = ${recall.id}::uuid`,
    )
    ctx.audit({ entity: 'recall', id: recall.id, label: recall.number, changes: { ...applied, replaced } })
    return { id: recall.id, number: recall.number, ...applied, replaced }
  },
})
