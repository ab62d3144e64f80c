import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal, id, money, toMoney } from '../../../kernel/wire.ts'
import { PRODUCT_KINDS } from '../../catalog/product/product.ts'
import { LOCATION_KINDS, type LocationKind } from '../location/location.ts'
import { physicalSql } from '../places.ts'
import { NO_LOT } from './stock.ts'

interface Row {
  id: string
  product_id: string
  sku: string
  name: string
  name_th: string | null
  kind: (typeof PRODUCT_KINDS)[number]
  unit: string
  location_id: string
  location: string
  location_kind: LocationKind
  lot_id: string | null
  lot: string | null
  on_hand: string
  reserved: string
  available: string
  value_minor: bigint | null
}

/** No lot is looked for where there is none. */
const NO_LOT_LITERAL = sql.trusted(`'${NO_LOT}'::uuid`)
const LOT_CODE = `coalesce(b.code, '')`

export const stockLevels = listOf({
  name: 'inventory.stock',
  path: '/stock',
  permission: 'inventory.read',
  summary: 'List stock by product, location and lot',
  description:
    'In the order of SKU, location code and lot. Without filters: all that lies in physical locations.',
  tenant: 'l.tenant_id',
  key: 'l.id',
  label: 'sku',
  sort: 'sku',
  fields: {
    name: { type: 'text', sql: 'p.name', shown: true },
    sku: { type: 'text', sql: 'p.sku', sort: true, within: ['f.code', LOT_CODE], shown: true },
    location: { type: 'text', sql: 'f.code', sort: true, within: ['p.sku', LOT_CODE], shown: true },
    lot: { type: 'text', sql: 'b.code', nullable: true, shown: true },
    onHand: { type: 'decimal', sql: 'l.on_hand', shown: true, beside: 'unit' },
    reserved: { type: 'decimal', sql: 'l.reserved', shown: true, beside: 'unit' },
    available: { type: 'decimal', sql: '(l.on_hand - l.reserved)', shown: true, beside: 'unit' },
    value: { type: 'money', nullable: true, shown: true },
    nameTh: { type: 'text', sql: 'p.name_th', nullable: true },
    productKind: { type: 'enum', sql: 'p.kind', values: PRODUCT_KINDS },
    unit: { type: 'text', sql: 'p.unit' },
    locationKind: { type: 'enum', sql: 'f.kind', values: LOCATION_KINDS },
    productId: { type: 'reference', sql: 'l.product_id', of: 'catalog.product' },
    locationId: { type: 'reference', sql: 'l.location_id', of: 'inventory.location' },
  },
  item: z.object({
    id,
    productId: id,
    sku: z.string(),
    name: z.string(),
    nameTh: z.string().nullable(),
    productKind: z.enum(PRODUCT_KINDS),
    unit: z.string(),
    locationId: id,
    location: z.string(),
    locationKind: z.enum(LOCATION_KINDS),
    lotId: id.nullable(),
    lot: z.string().nullable(),
    onHand: decimal,
    reserved: decimal,
    available: decimal,
    value: money.nullable().meta({
      description:
        'Its share of what all stock of the product is worth: the shares sum to that, to the last unit; null in virtual locations',
    }),
  }),
  input: {
    productId: id.optional(),
    productKind: z.enum(PRODUCT_KINDS).optional(),
    locationId: id.optional().meta({ description: 'With all locations inside it' }),
    lotId: id.optional(),
    virtual: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'true: also suppliers, customers, production and losses' }),
    empty: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'true: also where nothing is left' }),
  },
  example: { q: 'leather' },
  search: (_ctx, q) => sql`p.id in (select search_product(${q}))`,
  searchDescription: 'Part of a SKU, name or GTIN',
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.productId) conditions.push(sql`l.product_id = ${input.productId}::uuid`)
    if (input.productKind) conditions.push(sql`p.kind = ${input.productKind}`)
    if (input.lotId) conditions.push(sql`l.lot_id = ${input.lotId}::uuid`)
    if (input.locationId) conditions.push(sql`l.location_id in (select id from inside)`)
    if (input.virtual !== 'true') conditions.push(physicalSql('f'))
    // In one expression: of columns in which one value is the rule, the planner takes `<>` for a condition that hardly any row meets.
    if (input.empty !== 'true') conditions.push(sql`abs(l.on_hand) + l.reserved <> 0`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx, input) => {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const inside = input.locationId
      ? sql`inside as (
      select id from location where tenant_id = ${tenant} and id = ${input.locationId}::uuid
      union
      select c.id from inside i join location c on c.tenant_id = ${tenant} and c.parent_id = i.id
    ),`
      : sql``
    return sql`with recursive ${inside}
      page as (
        -- Numbered once they are few: whoever numbers all that there are has sorted them all.
        select first.*, row_number() over () as place from (
          select l.id, p.id as product_id, p.sku, p.name, p.name_th, p.kind, p.unit, f.id as location_id, f.code as location,
            f.kind as location_kind, b.id as lot_id, b.code as lot, l.on_hand, l.reserved, ${physicalSql('f')} as physical,
            ${sortValue} as sort_value
          from product p
            join stock_level l on l.tenant_id = ${tenant} and l.product_id = p.id
            join location f on f.tenant_id = ${tenant} and f.id = l.location_id
            left join lot b on b.tenant_id = ${tenant} and b.id = nullif(l.lot_id, ${NO_LOT_LITERAL})
          where p.tenant_id = ${tenant} and ${where}
          order by ${order}
          limit ${limit}
        ) first
      ),
      ${sharesSql(tenant)}
      select g.*, g.on_hand - g.reserved as available, case when g.physical then coalesce(s.value_minor, 0) end::bigint as value_minor
      from page g left join share s on s.id = g.id
      order by g.place`
  },
  present: (row: Row, ctx) => ({
    id: row.id,
    productId: row.product_id,
    sku: row.sku,
    name: row.name,
    nameTh: row.name_th,
    productKind: row.kind,
    unit: row.unit,
    locationId: row.location_id,
    location: row.location,
    locationKind: row.location_kind,
    lotId: row.lot_id,
    lot: row.lot,
    onHand: trimDecimal(row.on_hand),
    reserved: trimDecimal(row.reserved),
    available: trimDecimal(row.available),
    value: row.value_minor === null ? null : toMoney(row.value_minor, ctx.tenant.currency),
  }),
})

/**
 * CTEs that split what the stock of each product in `page` is worth over its levels, by quantity: rounded down, and the units that
 * are left go to the largest fractions first. So a sum over the list is the sum of the values, which is that of the books.
 */
const sharesSql = (tenant: Sql): Sql => sql`
  part as (
    select id, product_id, value_minor, whole, abs(n - whole * quantity) as rest
    from (
      select l.id, l.product_id, v.value_minor, v.quantity, v.value_minor * l.on_hand as n,
        div(v.value_minor * l.on_hand, v.quantity)
          - case when mod(v.value_minor * l.on_hand, v.quantity) * v.quantity < 0 then 1 else 0 end as whole
      from stock_value v
        join stock_level l on l.tenant_id = ${tenant} and l.product_id = v.product_id
        join location f on f.tenant_id = ${tenant} and f.id = l.location_id and ${physicalSql('f')}
      where v.tenant_id = ${tenant} and v.product_id in (select product_id from page) and v.quantity <> 0
    ) worth
  ),
  -- Once for all rows of the page, and for no others: joined as it is, it would be worked out anew for each where the planner expects few
  -- levels, and all levels of a product would be looked through for each.
  share as materialized (
    select id, value_minor from (
      select id, whole + case when row_number() over (partition by product_id order by rest desc, id)
        <= value_minor - sum(whole) over (partition by product_id) then 1 else 0 end as value_minor
      from part
    ) all_levels
    where id = any(array(select id from page))
  )`
