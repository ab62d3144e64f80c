import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal, id, line, money } from '../../../kernel/wire.ts'
import { unitPriceOf } from '../../sales/index.ts'
import { picture, presentPicture, type StoredPicture } from './picture.ts'
import { availableSql, backorderSql, sellableSql } from './sellable.ts'

interface VariantRow {
  id: string
  sku: string
  slug: string
  name: string
  name_th: string | null
  description: string | null
  description_th: string | null
  category: string | null
  unit: string
  options: Record<string, string>
  serialised: boolean
  price: string
  weight_g: number | null
  gtin: string | null
  tax_name: string | null
  tax_name_th: string | null
  rate: string
  inclusive: boolean
  available: string
  backorder: boolean
  pictures: StoredPicture[] | null
}

const variantFields = z.object({
  id,
  sku: z.string(),
  slug: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  options: z.record(z.string(), z.string()),
  price: money,
  available: decimal,
  pictures: z.array(picture),
})

const presentVariant = (row: VariantRow, currency: string): z.input<typeof variantFields> => ({
  id: row.id,
  sku: row.sku,
  slug: row.slug,
  name: row.name,
  nameTh: row.name_th,
  options: row.options,
  price: unitPriceOf(row.price, currency),
  available: trimDecimal(row.available),
  pictures: (row.pictures ?? []).map(presentPicture),
})

export const getProduct = query({
  name: 'checkout.product.get',
  summary: 'Read a product of the shop with its variants',
  route: 'GET /shop/products/:slug',
  public: 'the shop window',
  shared: 'the shop window is the same for everybody',
  input: z.object({ slug: line(200) }),
  output: variantFields.extend({
    description: z.string().nullable(),
    descriptionTh: z.string().nullable(),
    category: z.string().nullable(),
    unit: z.string(),
    serialised: z.boolean().meta({ description: 'Each piece has a serial of its own' }),
    weightG: z.number().int().nullable(),
    gtin: z.string().nullable(),
    backorder: z.boolean().meta({ description: 'Can be ordered even if none is available' }),
    tax: z
      .object({
        name: z.string(),
        nameTh: z.string().nullable(),
        ratePercent: decimal,
        included: z.boolean().meta({ description: 'Whether prices have it in them' }),
      })
      .nullable(),
    variants: z
      .array(variantFields)
      .meta({ description: 'All of the same kind that are for sale, this one too' }),
  }),
  example: { slug: 'saddle-tote' },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<VariantRow>(sql`
      with head as materialized (
        select coalesce(p.template_id, p.id) as id from product p
        where p.tenant_id = ${ctx.tenant.id}::uuid and p.slug = ${input.slug} and ${sellableSql(ctx, 'p')}
      ), member as (
        select p.* from head h join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = h.id
        union all
        select p.* from head h join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.template_id = h.id
      )
      select p.id, p.sku, p.slug, p.name, p.name_th, p.description, p.description_th, p.category, p.unit, p.options, p.serialised, p.price,
        p.weight_g, p.gtin, x.name as tax_name, x.name_th as tax_name_th, coalesce(x.rate_percent, 0) as rate, t.prices_include_tax as inclusive,
        ${availableSql(ctx, sql`p.id`)} as available, ${backorderSql(ctx)} as backorder,
        (select jsonb_agg(jsonb_build_object('f', i.file_id, 'a', i.alt, 't', i.alt_th) order by i.position) from product_image i
          where i.tenant_id = ${ctx.tenant.id}::uuid and i.product_id = p.id) as pictures
      from member p
        join tenant t on t.id = ${ctx.tenant.id}::uuid
        left join tax_code x on x.tenant_id = p.tenant_id and x.code = p.tax_code
      where ${sellableSql(ctx, 'p')}
      order by p.id`)
    const chosen = rows.find((row) => row.slug === input.slug)
    if (!chosen) throw kernelFail('not_found')
    const { currency } = ctx.tenant
    return {
      ...presentVariant(chosen, currency),
      description: chosen.description,
      descriptionTh: chosen.description_th,
      category: chosen.category,
      unit: chosen.unit,
      serialised: chosen.serialised,
      weightG: chosen.weight_g,
      gtin: chosen.gtin,
      backorder: chosen.backorder,
      tax:
        chosen.tax_name === null
          ? null
          : {
              name: chosen.tax_name,
              nameTh: chosen.tax_name_th,
              ratePercent: trimDecimal(chosen.rate),
              included: chosen.inclusive,
            },
      variants: rows.map((row) => presentVariant(row, currency)),
    }
  },
})
