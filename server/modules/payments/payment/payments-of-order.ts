import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { paymentFields, presentPayment } from './present-payment.ts'
import { presentRefund, type RefundRow, refundFields, refundsSql } from './present-refund.ts'
import { type PaymentRow, paymentsSql } from './read-payment.ts'

/** A payment as an order shows it. */
export const paymentOfOrder = paymentFields.extend({ refunds: z.array(refundFields) })
export type PaymentOfOrder = z.input<typeof paymentOfOrder>

/** The payments of an order, the earliest first, each with its refunds. Two statements, sent together. */
export async function paymentsOfOrder(ctx: TenantContext, orderId: string): Promise<PaymentOfOrder[]> {
  const [payments, refunds] = await Promise.all([
    ctx.tx.rows<PaymentRow>(sql`${paymentsSql(ctx, sql`p.order_id = ${orderId}::uuid`)} order by p.id`),
    ctx.tx.rows<RefundRow>(
      refundsSql(
        ctx,
        sql`r.payment_id in (select id from payment where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${orderId}::uuid)`,
      ),
    ),
  ])
  return payments.map((payment) => ({
    ...presentPayment(payment),
    refunds: refunds
      .filter((row) => row.payment_id === payment.id)
      .map((row) => presentRefund(row, payment.currency)),
  }))
}
