import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { paymentFields, presentPayment } from './present-payment.ts'
import { presentRefund, type RefundRow, refundFields, refundsSql } from './present-refund.ts'
import { readPayment } from './read-payment.ts'

export const getPayment = query({
  name: 'payments.payment.get',
  permission: 'payments.read',
  summary: 'Read a payment and what was given back of it',
  route: 'GET /payments/:id',
  input: z.object({ id }),
  output: paymentFields.extend({ refunds: z.array(refundFields) }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [payment, refunds] = await Promise.all([
      readPayment(ctx, input.id),
      ctx.tx.rows<RefundRow>(refundsSql(ctx, sql`r.payment_id = ${input.id}::uuid`)),
    ])
    return {
      ...presentPayment(payment),
      refunds: refunds.map((row) => presentRefund(row, payment.currency)),
    }
  },
})
