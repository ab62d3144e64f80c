import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { day, id } from '../../../kernel/wire.ts'

/** Numbers that one list may have. */
export const MOST_SERIALS = 10_000
const ids = z.array(id).min(1).max(50)

/** Which pieces are meant: all that have a lot in them, all of a product (of some days), or a list of numbers. */
export const recallCriteria = z.discriminatedUnion('by', [
  z.object({ by: z.literal('lot'), lotIds: ids }),
  z.object({
    by: z.literal('product'),
    productIds: ids,
    from: day.optional().meta({ description: 'Finished, or numbered, on this day or later' }),
    to: day.optional(),
  }),
  z.object({
    by: z.literal('serials'),
    serials: z.array(z.string().trim().min(1).max(200)).min(1).max(MOST_SERIALS),
  }),
])
export type RecallCriteria = z.output<typeof recallCriteria>

/** The ids of the pieces that are meant, as a query of one column. `numbers`: those of a list, folded. */
export function piecesOf(tenantId: string, criteria: RecallCriteria, numbers: readonly string[]): Sql {
  const tenant = sql`${tenantId}::uuid`
  switch (criteria.by) {
    case 'lot':
      // Of a batch without numbers on its material every piece of the ticket may have the lot in it.
      return sql`
        select m.serial_id as id from token_material m
        where m.tenant_id = ${tenant} and m.lot_id = any(${criteria.lotIds}::uuid[]) and m.serial_id is not null
        group by m.serial_id having sum(m.quantity) > 0
        union
        select s.id from serial s
        where s.tenant_id = ${tenant} and s.ticket_id in (
          select k.ticket_id from token_material m
            join work_token k on k.tenant_id = ${tenant} and k.id = m.token_id
          where m.tenant_id = ${tenant} and m.lot_id = any(${criteria.lotIds}::uuid[]) and m.serial_id is null
        )`
    case 'product':
      return sql`
        select s.id from serial s
        where s.tenant_id = ${tenant} and s.product_id = any(${criteria.productIds}::uuid[])
          and (${criteria.from ?? null}::date is null or coalesce(s.made_on, s.day) >= ${criteria.from ?? null}::date)
          and (${criteria.to ?? null}::date is null or coalesce(s.made_on, s.day) <= ${criteria.to ?? null}::date)`
    case 'serials':
      return sql`
        select s.id from serial s where s.tenant_id = ${tenant} and s.folded = any(${numbers}::text[])
        union
        select s.id from serial s where s.tenant_id = ${tenant} and s.compact = any(${numbers}::text[])`
  }
}
