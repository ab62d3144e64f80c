import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { id, line, pageOf, paging } from '../../../kernel/wire.ts'
import { PAYMENT_STATES } from './payment.ts'
import { paymentFields, presentPayment } from './present-payment.ts'
import { type PaymentRow, paymentsSql } from './read-payment.ts'

export const listPayments = query({
  name: 'payments.payment.list',
  permission: 'payments.read',
  summary: 'List payments, the latest first',
  route: 'GET /payments',
  input: z.object({
    ...paging,
    state: z.enum(PAYMENT_STATES).optional(),
    orderId: id.optional(),
    provider: line(40).optional(),
  }),
  output: pageOf(paymentFields),
  example: { state: 'pending' },
  async run(ctx, input) {
    const conditions: Sql[] = [sql`true`]
    if (input.state) conditions.push(sql`p.state = ${input.state}`)
    if (input.orderId) conditions.push(sql`p.order_id = ${input.orderId}::uuid`)
    if (input.provider) conditions.push(sql`p.provider = ${input.provider}`)
    if (input.after) conditions.push(sql`p.id < ${decodeCursor(input.after, '').id}::uuid`)
    const rows = await ctx.tx.rows<PaymentRow>(
      sql`${paymentsSql(ctx, sql.join(conditions, ' and '))} order by p.id desc limit ${input.limit + 1}::int`,
    )
    const page = rows.slice(0, input.limit)
    return {
      items: page.map(presentPayment),
      next: rows.length > input.limit ? encodeCursor({ sort: '', id: page.at(-1)!.id }) : null,
    }
  },
})
