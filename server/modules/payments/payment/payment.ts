import { sql } from 'drizzle-orm'
import { check, index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { currency, minor, moment, refersTo, tenantTable, timestamps } from '../../../kernel/db/columns.ts'
import { salesOrder } from '../../sales/order/order.ts'

/** Money that an order is to be paid with. `state`: `pending`, `captured`, `cancelled`. */
export const payment = tenantTable(
  'payment',
  {
    orderId: uuid('order_id').notNull(),
    provider: text('provider').notNull(),
    state: text('state').notNull(),
    currency: currency().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    capturedMinor: minor('captured_minor').notNull().default(sql`0`),
    refundedMinor: minor('refunded_minor').notNull().default(sql`0`),
    /** The provider's own id of it, or what the staff wrote down: a transfer's reference. */
    reference: text('reference'),
    capturedAt: moment('captured_at'),
    ...timestamps,
  },
  (t) => [
    index('payment_order_idx').on(t.tenantId, t.orderId),
    check(
      'payment_amounts',
      sql`${t.amountMinor} > 0 and ${t.capturedMinor} between 0 and ${t.amountMinor} and ${t.refundedMinor} between 0 and ${t.capturedMinor}`,
    ),
    refersTo(t.tenantId, t.orderId, () => salesOrder),
  ],
)

/** Money given back, in part or whole. */
export const refund = tenantTable(
  'refund',
  {
    paymentId: uuid('payment_id').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    reason: text('reason').notNull(),
    reference: text('reference'),
    refundedBy: text('refunded_by'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('refund_payment_idx').on(t.tenantId, t.paymentId),
    check('refund_amount', sql`${t.amountMinor} > 0`),
    refersTo(t.tenantId, t.paymentId, () => payment),
  ],
)

/** What a provider told us, each of its event ids once. */
export const providerEvent = tenantTable(
  'provider_event',
  {
    provider: text('provider').notNull(),
    eventId: text('event_id').notNull(),
    kind: text('kind').notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: moment('received_at').notNull(),
  },
  (t) => [uniqueIndex('provider_event_key').on(t.tenantId, t.provider, t.eventId)],
)
