import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { day, id, moment } from '../../../kernel/wire.ts'
import { SERVICE_KINDS, type ServiceKind, type ServicePart } from './service-entry.ts'

/** An entry of the service history as everybody who may see it sees it. */
export const serviceOutput = z.object({
  id,
  kind: z.enum(SERVICE_KINDS),
  on: day,
  doneBy: z.string(),
  description: z.string(),
  parts: z.array(z.object({ name: z.string(), quantity: z.string() })),
  photoIds: z.array(id),
  underWarranty: z.boolean(),
  recordedAt: moment,
})

interface Row {
  id: string
  kind: ServiceKind
  on: string
  done_by: string
  description: string
  parts: ServicePart[]
  photo_ids: string[]
  under_warranty: boolean
  recorded_at: Date
}

/** The service history of a piece, the latest first, without entries that were replaced. */
export async function serviceOf(
  ctx: TenantContext,
  serialId: string,
): Promise<z.input<typeof serviceOutput>[]> {
  const rows = await ctx.tx.rows<Row>(sql`
    select e.id, e.kind, e."on", e.done_by, e.description, e.parts, e.photo_ids, e.under_warranty, e.recorded_at
    from service_entry e
    where e.tenant_id = ${ctx.tenant.id}::uuid and e.serial_id = ${serialId}::uuid and not exists (
      select from service_entry c where c.tenant_id = e.tenant_id and c.corrects_id = e.id
    )
    order by e."on" desc, e.id desc`)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    on: row.on,
    doneBy: row.done_by,
    description: row.description,
    parts: row.parts,
    photoIds: row.photo_ids,
    underWarranty: row.under_warranty,
    recordedAt: row.recorded_at.toISOString(),
  }))
}
