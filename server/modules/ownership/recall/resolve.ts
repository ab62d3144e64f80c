import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import { piecesOf, type RecallCriteria } from './criteria.ts'

/** Criteria as a query of ids. @throws Problem `ownership.pieces_unknown` when a listed number belongs to no piece */
export async function resolve(ctx: TenantContext, criteria: RecallCriteria): Promise<Sql> {
  if (criteria.by !== 'serials') return piecesOf(ctx.tenant.id, criteria, [])
  const typed = new Map(criteria.serials.map((text) => [fold(text), text]))
  const numbers = [...typed.keys()]
  const unknown = await ctx.tx.rows<{ number: string }>(sql`
    select g.number from unnest(${numbers}::text[]) with ordinality as g(number, i)
    where not exists (select from serial s where s.tenant_id = ${ctx.tenant.id}::uuid and s.folded = g.number)
      and not exists (select from serial s where s.tenant_id = ${ctx.tenant.id}::uuid and s.compact = g.number)
    order by g.i`)
  const [first] = unknown
  if (first)
    throw fail('ownership.pieces_unknown', { count: unknown.length, number: typed.get(first.number)! })
  return piecesOf(ctx.tenant.id, criteria, numbers)
}

/**
 * Whom a recall concerns: the owner of each piece, or whoever bought it where nobody has claimed it; as rows
 * `email, name, locale, serial_id`. `pieces`: a query of ids.
 */
export const peopleOf = (ctx: TenantContext, pieces: Sql): Sql => sql`
  select coalesce(o.email, lower(so.email)) as email, coalesce(o.name, so.name) as name, coalesce(o.locale, so.locale) as locale,
    s.id as serial_id, o.id is not null as owns
  from serial s
    left join ownership w on w.tenant_id = ${ctx.tenant.id}::uuid and w.serial_id = s.id
    left join owner o on o.tenant_id = ${ctx.tenant.id}::uuid and o.id = w.owner_id
    left join sales_order_line sl on w.id is null and sl.tenant_id = ${ctx.tenant.id}::uuid and sl.id = s.order_line_id
    left join sales_order so on so.tenant_id = ${ctx.tenant.id}::uuid and so.id = sl.order_id and so.shipped_at is not null
  where s.tenant_id = ${ctx.tenant.id}::uuid and s.id in (${pieces}) and coalesce(o.email, so.email) is not null`
