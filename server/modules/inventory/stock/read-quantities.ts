import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, money, toMoney } from '../../../kernel/wire.ts'
import { physicalSql } from '../places.ts'
import { quantitiesOf, type StockOfProduct } from './quantities-of.ts'

const MOST_PRODUCTS = 200

const quantities = z.object({
  productId: id,
  sku: z.string(),
  unit: z.string(),
  onHand: decimal,
  reserved: decimal.meta({ description: 'Promised to orders and tickets' }),
  available: decimal.meta({ description: 'On hand less reserved' }),
  value: money.meta({ description: 'What is on hand, at the moving average' }),
})

const present = ({ valueMinor, ...rest }: StockOfProduct, currency: string): z.output<typeof quantities> => ({
  ...rest,
  value: toMoney(valueMinor, currency),
})

export const stockOfProducts = query({
  name: 'inventory.stock.of_products',
  permission: 'inventory.read',
  summary: 'How much there is of many products',
  description: 'In all physical locations together. Products that do not exist are left out.',
  route: 'POST /stock/quantities',
  input: z.object({ productIds: z.array(id).min(1).max(MOST_PRODUCTS) }),
  output: z.object({ items: z.array(quantities) }),
  example: { productIds: [EXAMPLE_ID] },
  async run(ctx, input) {
    const found = await quantitiesOf(ctx, input.productIds)
    return { items: found.map((one) => present(one, ctx.tenant.currency)) }
  },
})

interface PlaceRow {
  location_id: string
  location: string
  lot_id: string | null
  lot: string | null
  on_hand: string
  reserved: string
}

export const stockOfProduct = query({
  name: 'inventory.stock.of_product',
  permission: 'inventory.read',
  summary: 'How much there is of a product, and where',
  route: 'GET /products/:productId/stock',
  input: z.object({ productId: id }),
  output: quantities.extend({
    places: z.array(
      z.object({
        locationId: id,
        location: z.string(),
        lotId: id.nullable(),
        lot: z.string().nullable(),
        onHand: decimal,
        reserved: decimal,
      }),
    ),
  }),
  example: { productId: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [[found], places] = await Promise.all([
      quantitiesOf(ctx, [input.productId]),
      ctx.tx.rows<PlaceRow>(sql`
        select f.id as location_id, f.code as location, b.id as lot_id, b.code as lot, l.on_hand, l.reserved
        from stock_level l
          join location f on f.tenant_id = ${tenant} and f.id = l.location_id and ${physicalSql('f')}
          left join lot b on b.tenant_id = ${tenant} and b.id = l.lot_id
        where l.tenant_id = ${tenant} and l.product_id = ${input.productId}::uuid and (l.on_hand <> 0 or l.reserved <> 0)
        order by f.code, b.code nulls first
        limit 1000`),
    ])
    if (!found) throw kernelFail('not_found')
    return {
      ...present(found, ctx.tenant.currency),
      places: places.map((row) => ({
        locationId: row.location_id,
        location: row.location,
        lotId: row.lot_id,
        lot: row.lot,
        onHand: trimDecimal(row.on_hand),
        reserved: trimDecimal(row.reserved),
      })),
    }
  },
})
