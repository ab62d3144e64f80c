import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { AddressInput } from '../../crm/index.ts'
import type { StoredPicture } from '../shop/picture.ts'
import { availableSql, orderableSql, pictureSql, sellableSql } from '../shop/sellable.ts'

/** A cart with one of its lines as the catalog has it now; a cart without lines gives one row without. */
export interface CartRow {
  id: string
  token_hash: string
  state: 'open' | 'converted'
  order_id: string | null
  email: string | null
  name: string | null
  phone: string | null
  address: AddressInput | null
  /** How prices stand to tax now, and how they did when the buyer was last shown them. */
  inclusive: boolean
  shown_inclusive: boolean
  /** The chosen method's, which may not exist any more. */
  chosen_shipping: string | null
  shipping_code: string | null
  shipping_name: string | null
  shipping_name_th: string | null
  shipping_price: string | null
  shipping_tax_code: string | null
  shipping_rate: string | null
  shown_shipping_price: string | null
  shown_shipping_rate: string | null
  needs_address: boolean | null
  product_id: string | null
  quantity: string | null
  shown_price: string | null
  shown_rate: string | null
  sellable: boolean | null
  sku: string | null
  slug: string | null
  product_name: string | null
  product_name_th: string | null
  unit: string | null
  serialised: boolean | null
  options: Record<string, string> | null
  price: string | null
  tax_code: string | null
  rate: string | null
  available: string | null
  picture: StoredPicture | null
}

/** Lines that a request gives, as they are kept with a cart that has no prices yet. */
export const linesToKeep = (lines: readonly { productId: string; quantity: string }[]): string =>
  JSON.stringify(lines)

/** The lines of a JSON array, as `given` rows. `json`: an expression, such as a cart's column. */
export const givenSql = (json: Sql): Sql => sql`
  select (e.line ->> 'productId')::uuid as product_id, (e.line ->> 'quantity')::numeric as quantity, e.n as line_no,
    (e.line ->> 'unitPrice')::numeric as shown_price, (e.line ->> 'ratePercent')::numeric as shown_rate
  from jsonb_array_elements(${json}) with ordinality as e (line, n)`

/**
 * Common table expressions that every cart statement has: `line` is each row of `given` with its product, tax, stock and picture
 * as they are now, `method` the chosen shipping method. What belongs to a line is looked up by subqueries: each is one step in an
 * index, whatever the planner thinks it knows of the tables. (It takes a JSON array for a hundred rows, and would read all
 * products of the workshop to join them.)
 */
export const pricingSql = (
  ctx: TenantContext,
  shippingCode: Sql,
  options: { pictures: boolean; unpublished?: boolean } = { pictures: true },
): Sql => sql`
  line as materialized (
    select g.*, p.sku, p.slug, p.name, p.name_th, p.unit, p.serialised, p.options, p.tax_code, p.price, ${options.unpublished ? orderableSql(ctx, 'p') : sellableSql(ctx, 'p')} as for_sale,
      case when p.tax_code is null then 0 else (
        select x.rate_percent from tax_code x where x.tenant_id = ${ctx.tenant.id}::uuid and x.code = p.tax_code) end as rate,
      ${availableSql(ctx, sql`p.id`)} as available, ${options.pictures ? pictureSql(ctx, sql`p.id`) : sql`null::jsonb`} as picture
    from given g left join lateral (
      select * from product o where o.tenant_id = ${ctx.tenant.id}::uuid and o.id = g.product_id limit 1
    ) p on true
  ), method as materialized (
    select m.code, m.name, m.name_th, m.price, m.tax_code, m.needs_address, coalesce((
      select x.rate_percent from tax_code x where x.tenant_id = ${ctx.tenant.id}::uuid and x.code = m.tax_code), 0) as rate
    from shipping_method m where m.tenant_id = ${ctx.tenant.id}::uuid and m.code = ${shippingCode} and m.deleted_at is null
  )`

/** Whether the workshop's prices have their tax in them. */
export const inclusiveSql = (ctx: TenantContext): Sql =>
  sql`(select prices_include_tax from tenant where id = ${ctx.tenant.id}::uuid)`

/** The lines as they are kept with the cart: with the price that the buyer is shown now, or saw last where there is none. */
export const keptLinesSql = sql.trusted(`
  (select coalesce(jsonb_agg(jsonb_build_object('productId', l.product_id, 'quantity', l.quantity::text,
      'unitPrice', coalesce(case when l.for_sale then l.price end, l.shown_price, 0)::text,
      'ratePercent', coalesce(case when l.for_sale then l.rate end, l.shown_rate, 0)::text) order by l.line_no), '[]')
    from line l)`)

/**
 * Ends a cart statement: {@link CartRow}s of the cart in the table expression `c`, in the order of its lines. `beside`: another table
 * expression, whose one row, if any, stands in each.
 */
export const cartRowsSql = (ctx: TenantContext, cart: Sql, beside?: Sql): Sql => sql`
  select c.id, c.token_hash, c.state, c.order_id, c.email, c.name, c.phone, c.address, c.shipping_code as chosen_shipping,
    ${inclusiveSql(ctx)} as inclusive, c.prices_include_tax as shown_inclusive,
    m.code as shipping_code, m.name as shipping_name, m.name_th as shipping_name_th, m.price as shipping_price,
    m.tax_code as shipping_tax_code, m.rate as shipping_rate, m.needs_address,
    c.shipping_price as shown_shipping_price, c.shipping_rate_percent as shown_shipping_rate,
    l.product_id, l.quantity, l.shown_price, l.shown_rate, coalesce(l.for_sale and l.rate is not null, false) as sellable, l.sku, l.slug,
    l.name as product_name, l.name_th as product_name_th, l.unit, l.serialised, l.options, l.price, l.tax_code, l.rate, l.available, l.picture
    ${beside ? sql`, b.*` : sql``}
  from ${cart} c left join method m on true left join line l on true ${beside ? sql`left join ${beside} b on true` : sql``}
  order by l.line_no`
