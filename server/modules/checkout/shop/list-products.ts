import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, type SqlValue, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal, id, line, money, pageOf } from '../../../kernel/wire.ts'
import { unitPriceOf } from '../../sales/index.ts'
import { picture, presentPicture, type StoredPicture } from './picture.ts'
import { availableSql, backorderSql, pictureSql, sellableSql } from './sellable.ts'

const PAGE_SIZE = 20

interface ProductRow {
  id: string
  sku: string
  slug: string
  name: string
  name_th: string | null
  category: string | null
  options: Record<string, string>
  serialised: boolean
  price: string
  available: string
  picture: StoredPicture | null
  backorder: boolean
  variants: number
  lowest: string | null
  available_in_variants: string | null
  total: number | null
}

export const listProducts = query({
  name: 'checkout.product.list',
  summary: 'List what the shop sells, by name',
  description:
    'Twenty to a page. A product with variants stands for all of them; GET /shop/products/{slug} has each.',
  route: 'GET /shop/products',
  public: 'the shop window',
  shared: 'the shop window is the same for everybody',
  input: z.object({
    q: z.string().trim().max(200).optional().meta({ description: 'Part of a name or SKU' }),
    category: line(100).optional(),
    after: z.string().max(1000).optional(),
    count: z.enum(['true']).optional().meta({ description: 'Also say how many products match on all pages' }),
  }),
  output: pageOf(
    z.object({
      id,
      sku: z.string(),
      slug: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      category: z.string().nullable(),
      options: z.record(z.string(), z.string()),
      serialised: z.boolean(),
      price: money,
      available: decimal.meta({ description: 'How much of this product can be bought now' }),
      backorder: z.boolean().meta({ description: 'Can be ordered even if none is available' }),
      picture: picture.nullable(),
      variants: z
        .object({
          count: z.number().int(),
          lowestPrice: money,
          available: decimal,
        })
        .nullable()
        .meta({ description: 'The other variants of it that are for sale' }),
    }),
  ).extend({ total: z.number().int().nullable() }),
  example: { category: 'Bags' },
  async run(ctx, input) {
    const { currency } = ctx.tenant
    const conditions: Sql[] = [
      sql`p.tenant_id = ${ctx.tenant.id}::uuid`,
      sellableSql(ctx, 'p'),
      // A variant is shown by itself only where what it is a variant of is not for sale.
      // As a subquery that gives a value it is looked up for each variant; as `not exists` it may read all products first.
      sql`(p.template_id is null or (
        select v.id from product v where v.tenant_id = ${ctx.tenant.id}::uuid and v.id = p.template_id and ${sellableSql(ctx, 'v')}) is null)`,
    ]
    if (input.q) conditions.push(sql`p.id in (select search_product(${input.q}))`)
    if (input.category) conditions.push(sql`p.category = ${input.category}`)
    const matching = sql.join(conditions, ' and ')
    const from = input.after === undefined ? undefined : decodeCursor(input.after, 'name')
    const after = from ? sql`and (p.name, p.id) > (${from.value as SqlValue}::text, ${from.id}::uuid)` : sql``
    const [rows, total] = await Promise.all([
      ctx.tx.rows<ProductRow>(sql`
        with page as materialized (
          select p.id, p.sku, p.slug, p.name, p.name_th, p.category, p.options, p.serialised, p.price
          from product p where ${matching} ${after} order by p.name, p.id limit ${PAGE_SIZE + 1}::int
        )
        select p.*, ${availableSql(ctx, sql`p.id`)} as available, ${pictureSql(ctx, sql`p.id`)} as picture, ${backorderSql(ctx)} as backorder,
          g.variants, g.lowest, g.available as available_in_variants
        from page p cross join lateral (
          select count(*)::int as variants, min(v.price) as lowest, sum(${availableSql(ctx, sql`v.id`)}) as available
          from product v where v.tenant_id = ${ctx.tenant.id}::uuid and v.template_id = p.id and ${sellableSql(ctx, 'v')}
        ) g
        order by p.name, p.id`),
      input.count === undefined
        ? null
        : ctx.tx.one<{ total: number }>(sql`select count(*)::int as total from product p where ${matching}`),
    ])
    const page = rows.slice(0, PAGE_SIZE)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        id: row.id,
        sku: row.sku,
        slug: row.slug,
        name: row.name,
        nameTh: row.name_th,
        category: row.category,
        options: row.options,
        serialised: row.serialised,
        price: unitPriceOf(row.price, currency),
        available: trimDecimal(row.available),
        backorder: row.backorder,
        picture: row.picture && presentPicture(row.picture),
        variants:
          row.variants === 0
            ? null
            : {
                count: row.variants,
                lowestPrice: unitPriceOf(row.lowest!, currency),
                available: trimDecimal(row.available_in_variants!),
              },
      })),
      next:
        rows.length > PAGE_SIZE && last
          ? encodeCursor({ sort: 'name', id: last.id, value: last.name })
          : null,
      total: total?.total ?? null,
    }
  },
})
