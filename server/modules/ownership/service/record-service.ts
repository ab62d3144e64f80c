import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, line, paragraph, positiveDecimal } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { SERVICE_KINDS } from './service-entry.ts'

const MOST_PARTS = 30
const MOST_PHOTOS = 12

export const recordService = command({
  name: 'ownership.service.record',
  summary: 'Record what was done to a piece',
  description: 'Its owner sees it too. An entry that was wrong is replaced by another that names it.',
  route: 'POST /serials/:id/service',
  status: 201,
  idempotency: 'optional',
  errors: ['ownership.photo_unknown', 'ownership.entry_replaced'],
  input: z.object({
    id,
    kind: z.enum(SERVICE_KINDS),
    on: day.optional().meta({ description: 'Today unless told' }),
    doneBy: line(120),
    description: paragraph(2_000).min(1),
    parts: z
      .array(z.object({ name: line(120), quantity: positiveDecimal }))
      .max(MOST_PARTS)
      .default([]),
    photoIds: z.array(id).max(MOST_PHOTOS).default([]).meta({ description: 'Pictures uploaded before' }),
    underWarranty: z.boolean().default(false),
    correctsId: id.optional(),
  }),
  output: z.object({ id }),
  example: {
    id: EXAMPLE_ID,
    kind: 'repair',
    doneBy: 'Somsak',
    description: 'Strap sewn on again',
    parts: [{ name: 'Linen thread', quantity: '1' }],
    underWarranty: true,
  },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [piece, photos] = await Promise.all([
      ctx.tx.first<{ human: string }>(
        sql`select human from serial where tenant_id = ${tenant} and id = ${input.id}::uuid`,
      ),
      ctx.tx.one<{ found: bigint }>(
        sql`select count(*) as found from stored_file where tenant_id = ${tenant} and id = any(${input.photoIds}::uuid[])
          and media_type in ('image/png', 'image/jpeg', 'image/webp') and deleted_at is null`,
      ),
    ])
    if (!piece) throw kernelFail('not_found')
    if (Number(photos.found) !== new Set(input.photoIds).size) throw fail('ownership.photo_unknown')
    if (input.correctsId !== undefined) {
      const replaced = await ctx.tx.first(sql`
        select from service_entry where tenant_id = ${tenant} and id = ${input.correctsId}::uuid and serial_id = ${input.id}::uuid`)
      if (!replaced) throw fail('ownership.entry_replaced')
    }
    const entryId = newId(ctx.now.getTime())
    await ctx.tx.run(sql`
      insert into service_entry (tenant_id, id, serial_id, kind, "on", done_by, description, parts, photo_ids, under_warranty, corrects_id,
        recorded_at, recorded_by)
      values (${tenant}, ${entryId}::uuid, ${input.id}::uuid, ${input.kind}, ${input.on ?? ctx.today}::date, ${input.doneBy},
        ${input.description}, ${JSON.stringify(input.parts)}::jsonb, ${input.photoIds}::uuid[], ${input.underWarranty},
        ${input.correctsId ?? null}::uuid, ${ctx.now}::timestamptz, ${ctx.principal.name})`)
    ctx.audit({ entity: 'serial', id: input.id, label: piece.human, changes: { service: input.kind } })
    return { id: entryId }
  },
})
