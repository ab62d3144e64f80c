import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, paragraph } from '../../../kernel/wire.ts'
import { numberTextSql, seriesOf, takeNumberSql } from '../../accounting/index.ts'
import { fail } from '../errors.ts'
import { recallStarted } from '../events.ts'
import { applyRecall } from './apply-recall.ts'
import { recallCriteria } from './criteria.ts'
import { resolve } from './resolve.ts'

export const startRecall = command({
  name: 'ownership.recall.start',
  permission: 'ownership.recall',
  summary: 'Recall all pieces of a lot, a product or a list, in one action',
  description:
    'Every piece that can be recalled is; what is in stock is held back. Verification says so with the text, and owners and buyers are mailed. What is still being made is not reached: extend the recall when it is finished.',
  route: 'POST /recalls',
  status: 201,
  idempotency: 'required',
  errors: ['ownership.recall_empty', 'ownership.pieces_unknown'],
  bodyLimitBytes: 2_500_000,
  input: z.object({
    criteria: recallCriteria,
    reason: line(300).meta({ description: 'For the history of each piece; not for the public' }),
    text: paragraph(2_000).min(1).meta({ description: 'For owners and whoever scans a piece' }),
    textTh: paragraph(2_000).min(1).optional(),
  }),
  output: z.object({
    id,
    number: z.string(),
    recalled: z.number().int(),
    people: z.number().int().meta({ description: 'Who will be told by mail' }),
  }),
  auditInput: ({ criteria, ...rest }) => ({
    ...rest,
    criteria: criteria.by === 'serials' ? { by: 'serials', serials: criteria.serials.length } : criteria,
  }),
  example: {
    criteria: { by: 'lot', lotIds: [EXAMPLE_ID] },
    reason: 'The dye of lot HIDE-7 rubs off',
    text: 'The dye of this piece may stain clothes. Please bring it back; we dye it again at no cost.',
  },
  async run(ctx, input) {
    const which = await resolve(ctx, input.criteria)
    const series = seriesOf(ctx, 'RC')
    const recallId = newId(ctx.now.getTime())
    const { number } = await ctx.tx.one<{ number: string }>(sql`
      with taken as (${takeNumberSql(ctx, series)})
      insert into recall (tenant_id, id, number, state, criteria, reason, text, text_th, started_at, started_by)
      select ${ctx.tenant.id}::uuid, ${recallId}::uuid, ${numberTextSql(series, sql`taken.last`)}, 'active',
        ${JSON.stringify(input.criteria)}::jsonb, ${input.reason}, ${input.text}, ${input.textTh ?? null}::text, ${ctx.now}::timestamptz,
        ${ctx.principal.name} from taken
      returning number`)
    const applied = await applyRecall(ctx, { id: recallId, number, reason: input.reason }, which)
    if (applied.recalled === 0) throw fail('ownership.recall_empty')
    ctx.audit({ entity: 'recall', id: recallId, label: number, changes: applied })
    ctx.publish(recallStarted, { recallId })
    return { id: recallId, number, ...applied }
  },
})
