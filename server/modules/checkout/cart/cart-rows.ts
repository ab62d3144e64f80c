import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { AddressInput } from '../../crm/index.ts'
import type { StoredPicture } from '../shop/picture.ts'
import { availableSql, backorderSql, pictureSql, sellableSql } from '../shop/sellable.ts'

/** A cart with one of its lines as the catalog has it now; a cart without lines gives one row without. */
export interface CartRow {
  id: string
  token_hash: string
  state: 'open' | 'converted'
  order_id: string | null
  order_number: string | null
  email: string | null
  name: string | null
  phone: string | null
  address: AddressInput | null
  /** How prices stand to tax now, and how they did when the buyer was last shown them. */
  inclusive: boolean
  shown_inclusive: boolean
  backorder: boolean
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

/** A free way to get the goods, offered while the workshop has not said which others there are. */
export const PICKUP = { code: 'PICKUP', name: 'Pick up at the workshop', nameTh: 'รับเองที่เวิร์กช็อป' } as const

/** The shipping methods on offer, as rows `code, name, name_th, price, tax_code, rate, min_days, max_days, needs_address, position, id`. */
export const methodsSql = (ctx: TenantContext): Sql => sql`
  select m.code, m.name, m.name_th, m.price, m.tax_code, coalesce(x.rate_percent, 0) as rate, m.min_days, m.max_days, m.needs_address,
    m.position, m.id
  from shipping_method m left join tax_code x on x.tenant_id = m.tenant_id and x.code = m.tax_code
  where m.tenant_id = ${ctx.tenant.id}::uuid and m.deleted_at is null
  union all
  select ${PICKUP.code}, ${PICKUP.name}, ${PICKUP.nameTh}, 0, null, 0, null, null, false, 0, null
  where not exists (select from shipping_method o where o.tenant_id = ${ctx.tenant.id}::uuid and o.deleted_at is null)`

/** The lines inside a cart (`alias`), as `given` rows. */
export const storedLinesSql = (alias: string): Sql => sql`
  select (e.line ->> 'productId')::uuid as product_id, (e.line ->> 'quantity')::numeric as quantity, e.n as line_no,
    (e.line ->> 'unitPrice')::numeric as shown_price, (e.line ->> 'ratePercent')::numeric as shown_rate
  from ${sql.id(alias)} c cross join lateral jsonb_array_elements(c.lines) with ordinality as e (line, n)`

/** Lines that a request gives, as `given` rows. */
export const givenLinesSql = (lines: readonly { productId: string; quantity: string }[]): Sql => sql`
  select i.product_id, i.quantity, i.n as line_no, null::numeric as shown_price, null::numeric as shown_rate
  from unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.quantity)}::numeric[])
    with ordinality as i (product_id, quantity, n)`

/**
 * The common table expressions that every cart statement has: `line` is each row of `given` with its product, tax, stock and
 * picture as they are now, `method` the chosen shipping method, `setting` how the workshop prices.
 */
export const pricingSql = (ctx: TenantContext, shippingCode: Sql): Sql => sql`
  line as materialized (
    select g.line_no, g.product_id, g.quantity, g.shown_price, g.shown_rate,
      coalesce(${sellableSql(ctx, 'p')} and (p.tax_code is null or x.id is not null), false) as sellable,
      p.sku, p.slug, p.name, p.name_th, p.unit, p.serialised, p.options, p.price, p.tax_code, coalesce(x.rate_percent, 0) as rate,
      ${availableSql(ctx, sql`p.id`)} as available, ${pictureSql(ctx, sql`p.id`)} as picture
    from given g
      left join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = g.product_id
      left join tax_code x on x.tenant_id = p.tenant_id and x.code = p.tax_code
  ), method as materialized (
    select * from (${methodsSql(ctx)}) m where m.code = ${shippingCode}
  ), setting as (
    select prices_include_tax, ${backorderSql(ctx)} as backorder from tenant where id = ${ctx.tenant.id}::uuid
  )`

/** The lines as they are kept with the cart: with the price that the buyer is shown now, or saw last where there is none. */
export const keptLinesSql = sql.trusted(`
  (select coalesce(jsonb_agg(jsonb_build_object('productId', l.product_id, 'quantity', l.quantity::text,
      'unitPrice', (case when l.sellable then l.price else coalesce(l.shown_price, 0) end)::text,
      'ratePercent', (case when l.sellable then l.rate else coalesce(l.shown_rate, 0) end)::text) order by l.line_no), '[]')
    from line l)`)

/** Ends a cart statement: {@link CartRow}s of the cart `c`, in the order of its lines. */
export const cartRowsSql = (cart: Sql): Sql => sql`
  select c.id, c.token_hash, c.state, c.order_id, null::text as order_number, c.email, c.name, c.phone, c.address,
    s.prices_include_tax as inclusive, c.prices_include_tax as shown_inclusive, s.backorder,
    m.code as shipping_code, m.name as shipping_name, m.name_th as shipping_name_th, m.price as shipping_price,
    m.tax_code as shipping_tax_code, m.rate as shipping_rate, m.needs_address,
    c.shipping_price as shown_shipping_price, c.shipping_rate_percent as shown_shipping_rate,
    l.product_id, l.quantity, l.shown_price, l.shown_rate, l.sellable, l.sku, l.slug, l.name as product_name, l.name_th as product_name_th,
    l.unit, l.serialised, l.options, l.price, l.tax_code, l.rate, l.available, l.picture
  from ${cart} c cross join setting s left join method m on true left join line l on true
  order by l.line_no`
