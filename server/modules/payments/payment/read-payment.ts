import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { PaymentFacts } from '../provider/provider.ts'
import type { PaymentState } from './payment.ts'

export interface PaymentRow {
  id: string
  order_id: string
  order_number: string
  order_state: string
  order_name: string
  provider: string
  method: string
  method_name: string | null
  method_name_th: string | null
  instructions_text: string | null
  instructions_text_th: string | null
  state: PaymentState
  currency: string
  amount_minor: bigint
  captured_minor: bigint
  refunded_minor: bigint
  reference: string | null
  received_on: string | null
  due_on: string | null
  captured_by: string | null
  captured_at: Date | null
  created_at: Date
}

/** Payments (`p`) with their order (`o`) and method. */
export const paymentsSql = (ctx: TenantContext, condition: Sql): Sql => sql`
  select p.id, p.order_id, o.number as order_number, o.state as order_state, o.name as order_name, p.provider, p.method, m.name as method_name,
    m.name_th as method_name_th, m.instructions_text, m.instructions_text_th, p.state, p.currency, p.amount_minor, p.captured_minor, p.refunded_minor, p.reference,
    p.received_on, p.due_on, p.captured_by, p.captured_at, p.created_at
  from payment p
    join sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
    left join payment_method m on m.tenant_id = p.tenant_id and m.code = p.method
  where p.tenant_id = ${ctx.tenant.id}::uuid and ${condition}`

/** Throws `not_found`. */
export async function readPayment(ctx: TenantContext, id: string): Promise<PaymentRow> {
  const row = await ctx.tx.first<PaymentRow>(paymentsSql(ctx, sql`p.id = ${id}::uuid`))
  if (!row) throw kernelFail('not_found')
  return row
}

export const factsOf = (row: PaymentRow): PaymentFacts => ({
  paymentId: row.id,
  orderId: row.order_id,
  currency: row.currency,
  amountMinor: row.amount_minor,
  reference: row.reference,
})
