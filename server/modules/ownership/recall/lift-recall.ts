import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, paragraph } from '../../../kernel/wire.ts'
import { endRecall, type SerialState } from '../../serials/index.ts'
import { recallLifted } from '../events.ts'
import { noteJob } from '../owner/note-job.ts'
import { lockRecall } from './extend-recall.ts'
import { tellRecall } from './tell-recall.ts'

const NOTES_OF_A_JOB = 10_000

export const liftRecall = command({
  name: 'ownership.recall.lift',
  permission: 'ownership.recall',
  summary: 'End a recall: its pieces go back to where they were',
  description:
    'Those that were scrapped or stolen meanwhile stay so. Who was told of the recall is told that it is over.',
  route: 'POST /recalls/:id/lift',
  errors: ['ownership.recall_lifted'],
  input: z.object({
    id,
    reason: line(300),
    text: paragraph(2_000).min(1).optional().meta({ description: 'For those who were told' }),
    textTh: paragraph(2_000).min(1).optional(),
  }),
  output: z.object({ id, number: z.string(), lifted: z.number().int() }),
  example: { id: EXAMPLE_ID, reason: 'Tested: the dye holds' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const recall = await lockRecall(ctx, input.id)
    const pieces = await ctx.tx.rows<{ serial_id: string; from_state: SerialState }>(sql`
      select serial_id, from_state from recall_piece
      where tenant_id = ${tenant} and recall_id = ${recall.id}::uuid and state = 'recalled'`)
    const back = await endRecall(
      ctx,
      pieces.map((piece) => ({ id: piece.serial_id, to: piece.from_state })),
      { reason: `${recall.number}: ${input.reason}`, source: { entity: 'recall', id: recall.id } },
    )
    await ctx.tx.run(sql`
      update recall_piece set state = 'lifted' where tenant_id = ${tenant} and recall_id = ${recall.id}::uuid and state = 'recalled'`)
    await ctx.tx.run(sql`
      update recall set state = 'lifted', lifted_at = ${ctx.now}::timestamptz, lifted_by = ${ctx.principal.name}, lift_reason = ${input.reason}
      where tenant_id = ${tenant} and id = ${recall.id}::uuid`)
    const told = await ctx.tx.run(sql`
      update recall_recipient set told_at = null, ended = true
      where tenant_id = ${tenant} and recall_id = ${recall.id}::uuid and told_at is not null`)
    if (told > 0)
      ctx.enqueue(tellRecall, {
        recallId: recall.id,
        ...(input.text === undefined ? {} : { words: input.text }),
        ...(input.textTh === undefined ? {} : { wordsTh: input.textTh }),
      })
    const ids = back.map((piece) => piece.id)
    for (let from = 0; from < ids.length; from += NOTES_OF_A_JOB)
      ctx.enqueue(noteJob, { ids: ids.slice(from, from + NOTES_OF_A_JOB) })
    ctx.audit({
      entity: 'recall',
      id: recall.id,
      label: recall.number,
      changes: { state: { from: 'active', to: 'lifted' }, lifted: back.length },
    })
    ctx.publish(recallLifted, { recallId: recall.id })
    return { id: recall.id, number: recall.number, lifted: back.length }
  },
})
