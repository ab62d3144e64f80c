import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields, EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, paragraph } from '../../../kernel/wire.ts'
import { DEFAULT_RULES, FIELDS, RULES } from '../fields.ts'
import { republishJob } from '../passport/publish.ts'
import { EMPTY_PROFILE, merge } from '../passport/read-passport.ts'
import { type ProfileContent, WHOLE_WORKSHOP } from '../passport.ts'

const rule = z.enum(RULES)
const rules = z.object(
  Object.fromEntries(FIELDS.map((field) => [field, rule])) as Record<(typeof FIELDS)[number], typeof rule>,
)
const share = z
  .string()
  .regex(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/, 'a percentage from 0 to 100, as "35" or "12.5"')
const kilograms = z.string().regex(/^\d{1,6}(\.\d{1,3})?$/, 'kilograms as "4.2"')
const text = paragraph(2_000).nullable()
const content = {
  care: text,
  careTh: text,
  repair: text,
  repairTh: text,
  place: line(200).nullable(),
  placeTh: line(200).nullable(),
  carbonKg: kilograms.nullable().meta({ description: 'CO₂ equivalent of a piece, kilograms' }),
  recycledPercent: share.nullable().meta({ description: 'Recycled material, percent by weight' }),
  certificates: z
    .array(
      z.object({
        name: line(200),
        issuer: line(200).nullable(),
        url: z
          .url({ protocol: /^https?$/ })
          .max(500)
          .nullable(),
      }),
    )
    .max(20)
    .nullable(),
}
const output = z.object({
  productId: id.nullable(),
  ...content,
  rules: rules.partial().meta({ description: 'What is decided here' }),
  effective: z
    .object({ ...content, rules })
    .meta({ description: 'With what comes from the template, the workshop and as long as nobody decides' }),
})

async function read(ctx: TenantContext, productId: string | null) {
  const [product, rows] = await Promise.all([
    productId === null
      ? undefined
      : ctx.tx.first<{ template_id: string | null; sku: string }>(
          sql`select template_id, sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${productId}::uuid`,
        ),
    ctx.tx.rows<{ product_id: string; content: ProfileContent }>(
      sql`select f.product_id, f.content from passport_profile f
        where f.tenant_id = ${ctx.tenant.id}::uuid and (f.product_id in (${productId}::uuid, ${WHOLE_WORKSHOP}::uuid)
          or f.product_id = (select p.template_id from product p where p.tenant_id = ${ctx.tenant.id}::uuid and p.id = ${productId}::uuid))`,
    ),
  ])
  if (productId !== null && !product) throw kernelFail('not_found')
  const of = (key: string | null | undefined) => rows.find((row) => row.product_id === key)?.content
  const own = of(productId ?? WHOLE_WORKSHOP) ?? EMPTY_PROFILE
  const wider = productId === null ? [] : [of(product?.template_id), of(WHOLE_WORKSHOP)]
  const effective = merge([own, ...wider.filter((one) => one !== undefined)])
  const plain = ({ rules: _rules, certificates, ...rest }: ProfileContent) => ({
    ...rest,
    certificates: certificates === null ? null : certificates.map((one) => ({ ...one })),
  })
  return {
    productId,
    ...plain(own),
    rules: own.rules,
    effective: { ...plain(effective), rules: { ...DEFAULT_RULES, ...effective.rules } },
  }
}

export const getDefaultProfile = query({
  name: 'passports.profile.get_default',
  permission: 'passports.read',
  summary: 'Read what passports say of all the workshop’s products',
  route: 'GET /passport-profile',
  input: z.object({}),
  output,
  run: async (ctx) => await read(ctx, null),
})

export const getProfile = query({
  name: 'passports.profile.get',
  permission: 'passports.read',
  summary: 'Read what passports say of a product, and to whom',
  route: 'GET /products/:productId/passport-profile',
  input: z.object({ productId: id }),
  output,
  example: { productId: EXAMPLE_ID },
  run: async (ctx, input) => await read(ctx, input.productId),
})

const given = {
  care: content.care.default(null),
  careTh: content.careTh.default(null),
  repair: content.repair.default(null),
  repairTh: content.repairTh.default(null),
  place: content.place.default(null),
  placeTh: content.placeTh.default(null),
  carbonKg: content.carbonKg.default(null),
  recycledPercent: content.recycledPercent.default(null),
  certificates: content.certificates.default(null),
  rules: rules.partial().default({}),
}

async function save(ctx: TenantContext, productId: string | null, wanted: ProfileContent) {
  // Half a surrogate pair, which no text has, could be neither kept nor signed.
  const profile = JSON.parse(
    JSON.stringify(wanted, (_key, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed() : value,
    ),
  ) as ProfileContent
  const key = productId ?? WHOLE_WORKSHOP
  const before = await ctx.tx.first<{ content: ProfileContent }>(
    sql`select content from passport_profile where tenant_id = ${ctx.tenant.id}::uuid and product_id = ${key}::uuid for update`,
  )
  const saved = await ctx.tx.first<{ content: ProfileContent }>(
    sql`insert into passport_profile as f (tenant_id, id, product_id, content, updated_at)
      select ${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${key}::uuid, ${JSON.stringify(profile)}::jsonb, ${ctx.now}::timestamptz
      where ${productId}::uuid is null or exists (select from product p where p.tenant_id = ${ctx.tenant.id}::uuid and p.id = ${productId}::uuid)
      on conflict (tenant_id, product_id) do update set content = excluded.content, updated_at = excluded.updated_at
      returning content`,
  )
  if (!saved) throw kernelFail('not_found')
  ctx.audit({
    entity: 'passport_profile',
    ...(productId === null ? {} : { id: productId }),
    changes: changedFields({ ...(before?.content ?? EMPTY_PROFILE) }, { ...saved.content }),
  })
  // Passports that are out say it anew.
  ctx.enqueue(republishJob, productId === null ? {} : { productId })
  return await read(ctx, productId)
}

export const saveDefaultProfile = command({
  name: 'passports.profile.save_default',
  permission: 'passports.profile.save',
  summary: 'Decide what passports say of all products, and to whom',
  route: 'PUT /passport-profile',
  input: z.object(given),
  output,
  example: { place: 'Chiang Mai, Thailand', placeTh: 'เชียงใหม่', rules: { people: 'owner' } },
  run: async (ctx, input) => await save(ctx, null, input as ProfileContent),
})

export const saveProfile = command({
  name: 'passports.profile.save',
  summary: 'Decide what passports say of a product, and to whom',
  description:
    'What is null here is as the template has it, or the workshop. Passports that are out are published anew.',
  route: 'PUT /products/:productId/passport-profile',
  input: z.object({ productId: id, ...given }),
  output,
  example: {
    productId: EXAMPLE_ID,
    care: 'Wipe with a dry cloth; feed the leather once a year.',
    careTh: 'เช็ดด้วยผ้าแห้ง ทาครีมบำรุงหนังปีละครั้ง',
    carbonKg: '6.4',
    rules: { lots: 'nobody' },
  },
  run: async (ctx, { productId, ...profile }) => await save(ctx, productId, profile as ProfileContent),
})
