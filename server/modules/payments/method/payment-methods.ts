import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schemaText } from '../../../kernel/import/row-texts.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { resource } from '../../../kernel/resource/resource.ts'
import { paragraph } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { manual } from '../provider/manual.ts'
import { findProvider, providerCodes } from '../provider/providers.ts'
import { paymentMethod } from './payment-method.ts'

export const paymentMethods = resource({
  name: 'payments.method',
  path: '/payment-methods',
  table: paymentMethod,
  readPermission: 'payments.read',
  label: 'code',
  fields: {
    code: z.string().regex(
      /^[a-z0-9][a-z0-9-]{0,39}$/,
      schemaText({
        en: 'small letters, digits and hyphens, at most 40',
        th: 'ตัวพิมพ์เล็ก ตัวเลข และขีดกลาง ไม่เกิน 40 ตัว',
      }),
    ),
    position: z.number().int().min(0).max(10_000),
    dueDays: z.number().int().min(0).max(365),
    instructionsText: paragraph(2000),
    instructionsTextTh: paragraph(2000),
  },
  fixed: ['code', 'provider'],
  errors: ['payments.provider_unknown'],
  check(_ctx, values) {
    if (typeof values.provider === 'string' && !findProvider(values.provider))
      throw fail('payments.provider_unknown', { providers: providerCodes().join(', ') })
  },
  example: {
    code: 'promptpay',
    provider: 'manual',
    name: 'PromptPay',
    nameTh: 'พร้อมเพย์',
    instructionsText: 'Send the amount to 0105599000141 and give your order number as the note.',
  },
})

/** What the shop offers; no sign-in needed. */
export const listShopPaymentMethods = query({
  name: 'payments.method.offer',
  summary: 'List the ways to pay in the shop',
  route: 'GET /shop/payment-methods',
  public: 'a buyer chooses how to pay before there is any account',
  shared: 'the offer is the same for everybody',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        provider: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        instructions: z.string().nullable(),
        instructionsTh: z.string().nullable(),
      }),
    ),
  }),
  async run(ctx) {
    const rows = await ctx.tx.rows<{
      code: string
      provider: string
      name: string
      name_th: string | null
      instructions_text: string | null
      instructions_text_th: string | null
    }>(sql`
      select code, provider, name, name_th, instructions_text, instructions_text_th from payment_method
      where tenant_id = ${ctx.tenant.id}::uuid and enabled and deleted_at is null order by position, id`)
    return {
      items: rows
        .filter((row) => findProvider(row.provider) !== undefined)
        .map((row) => ({
          code: row.code,
          provider: row.provider,
          name: row.name,
          nameTh: row.name_th,
          instructions: row.instructions_text,
          instructionsTh: row.instructions_text_th,
        })),
    }
  },
})

const DEFAULTS = [
  {
    code: 'bank-transfer',
    name: 'Bank transfer',
    nameTh: 'โอนเงินผ่านธนาคาร',
    text: 'Transfer the amount to our bank account and give the order number as the reference. We send the goods when the money has come in.',
    textTh: 'โปรดโอนเงินตามยอดเข้าบัญชีธนาคารของเรา และระบุหมายเลขคำสั่งซื้อเป็นข้อมูลอ้างอิง เราจะจัดส่งสินค้าเมื่อได้รับเงินแล้ว',
  },
  {
    code: 'on-pickup',
    name: 'Pay on pick-up',
    nameTh: 'ชำระเงินเมื่อรับสินค้า',
    text: 'Pay when you fetch the goods; bring the order number.',
    textTh: 'ชำระเงินเมื่อมารับสินค้า โปรดแจ้งหมายเลขคำสั่งซื้อ',
  },
] as const

/** Offers the ways to pay that need nobody else. The workshop adds its account to the texts. */
export async function prepareMethods(kernel: Kernel, tenant: Tenant): Promise<void> {
  const now = kernel.clock.now()
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(sql`
      insert into payment_method (tenant_id, id, code, provider, name, name_th, instructions_text, instructions_text_th, position, created_at, updated_at)
      select ${tenant.id}::uuid, r.id, r.code, ${manual.code}, r.name, r.name_th, r.text, r.text_th, r.n, ${now}::timestamptz, ${now}::timestamptz
      from unnest(${DEFAULTS.map(() => newId(now.getTime()))}::uuid[], ${DEFAULTS.map((d) => d.code)}::text[],
        ${DEFAULTS.map((d) => d.name)}::text[], ${DEFAULTS.map((d) => d.nameTh)}::text[], ${DEFAULTS.map((d) => d.text)}::text[],
        ${DEFAULTS.map((d) => d.textTh)}::text[]) with ordinality as r (id, code, name, name_th, text, text_th, n)
      on conflict (tenant_id, code) do nothing`),
  )
}
