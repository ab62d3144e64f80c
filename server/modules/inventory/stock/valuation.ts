import { currencyExponent } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { newIdSql } from '../places.ts'
import { halfEvenSql } from './half-even.ts'

/**
 * The moving average, as CTEs that value the rows of `m` and bring `stock_value` along. They follow `gate` (one row when
 * the levels are written, none when the moves are refused). For each product, in this order:
 *
 * 1. What comes in is worth what its move says; without that, the average, and where there is none the standard cost.
 *    Where stock is below zero, the part that covers it comes in at the value it left with, so that the average of what is left is
 *    that of the purchase: the caller posts the value returned here, and the difference to its own is a variance.
 * 2. What goes out is worth value × quantity ÷ quantity on hand, half-even; several moves of one call share one rounding
 *    (the value up to a piece less the value up to the piece before), so the last piece takes the rest and nothing is worth 0.
 * 3. What stays inside carries the average for information, and changes nothing.
 *
 * The result is `valued (ord, value_minor)`.
 */
export function valuationSql(ctx: TenantContext): Sql {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const minorPerMajor = 10n ** BigInt(currencyExponent(ctx.tenant.currency))
  return sql`
    touched as materialized (
      select distinct m.product_id from m cross join gate where m.from_physical or m.to_physical
    ),
    value_locked as materialized (
      select v.id, v.product_id, v.quantity, v.value_minor
      from touched t join stock_value v on v.tenant_id = ${tenant} and v.product_id = t.product_id
      order by v.product_id
      for update of v
    ),
    base as materialized (
      select t.product_id, coalesce(k.quantity, 0) as q, coalesce(k.value_minor, 0)::numeric as v,
        case when p.currency = ${ctx.tenant.currency} then coalesce(p.standard_cost, 0) * ${minorPerMajor}::bigint else 0 end as standard
      from touched t
        left join value_locked k on k.product_id = t.product_id
        left join product p on p.tenant_id = ${tenant} and p.id = t.product_id
    ),
    incoming as (
      select m.ord, m.product_id, m.quantity, b.q, b.v,
        sum(m.quantity) over (partition by m.product_id order by m.ord) as upto,
        coalesce(m.given_minor, case
          when b.q <> 0 then ${halfEvenSql('b.v * m.quantity', 'b.q')}
          else ${halfEvenSql('b.standard * m.quantity', '1')} end) as worth
      from m join base b on b.product_id = m.product_id
      where m.to_physical and not m.from_physical
    ),
    entered as materialized (
      select ord, product_id, quantity,
        case when q >= 0 then worth else
          ${halfEvenSql('v * least(upto, -q)', 'q')} - ${halfEvenSql('v * least(upto - quantity, -q)', 'q')}
          + case when upto <= -q then 0
              else ${halfEvenSql('worth * (upto - greatest(upto - quantity, -q))', 'quantity')} end
        end as value_minor
      from incoming
    ),
    average as materialized (
      select b.product_id, b.q + coalesce(e.quantity, 0) as q, b.v + coalesce(e.value_minor, 0) as v, b.standard
      from base b left join (
        select product_id, sum(quantity) as quantity, sum(value_minor) as value_minor from entered group by product_id
      ) e on e.product_id = b.product_id
    ),
    outgoing as (
      select m.ord, m.product_id, m.quantity, a.q, a.v, a.standard,
        sum(m.quantity) over (partition by m.product_id order by m.ord) as upto
      from m join average a on a.product_id = m.product_id
      where m.from_physical and not m.to_physical
    ),
    gone as materialized (
      select ord, product_id, quantity,
        case when q <> 0 then ${halfEvenSql('v * upto', 'q')} - ${halfEvenSql('v * (upto - quantity)', 'q')}
          else ${halfEvenSql('standard * upto', '1')} - ${halfEvenSql('standard * (upto - quantity)', '1')}
        end as value_minor
      from outgoing
    ),
    value_change as materialized (
      select product_id, sum(quantity) as quantity, sum(value_minor) as value_minor
      from (
        select product_id, quantity, value_minor from entered
        union all
        select product_id, -quantity, -value_minor from gone
      ) c group by product_id
    ),
    value_updated as (
      update stock_value v set quantity = k.quantity + c.quantity, value_minor = k.value_minor + c.value_minor::bigint
      from value_change c join value_locked k on k.product_id = c.product_id
      where v.tenant_id = ${tenant} and v.id = k.id
    ),
    value_inserted as (
      insert into stock_value (tenant_id, id, product_id, quantity, value_minor)
      select ${tenant}, ${newIdSql(ctx, sql`c.product_id`)}, c.product_id, c.quantity, c.value_minor::bigint
      from value_change c
      where not exists (select from value_locked k where k.product_id = c.product_id)
      order by c.product_id
      on conflict (tenant_id, product_id) do update
        set quantity = stock_value.quantity + excluded.quantity, value_minor = stock_value.value_minor + excluded.value_minor
    ),
    valued as materialized (
      select ord, value_minor::bigint as value_minor from entered
      union all
      select ord, value_minor::bigint from gone
      union all
      select m.ord, coalesce(case
          when not m.from_physical then m.given_minor
          when a.q <> 0 then ${halfEvenSql('a.v * m.quantity', 'a.q')}
        end, 0)::bigint
      from m cross join gate left join average a on a.product_id = m.product_id
      where m.from_physical = m.to_physical
    )`
}
