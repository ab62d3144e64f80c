import { sql } from 'drizzle-orm'
import { check, date, index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  currency,
  factTable,
  minor,
  moment,
  refersTo,
  tenantTable,
  timestamps,
} from '../../../kernel/db/columns.ts'
import { salesOrder } from '../../sales/order/order.ts'

export const PAYMENT_STATES = ['pending', 'captured', 'cancelled'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** Money that an order is to be paid with. */
export const payment = tenantTable(
  'payment',
  {
    orderId: uuid('order_id').notNull(),
    provider: text('provider').notNull(),
    /** The payment method that the buyer chose. */
    method: text('method').notNull(),
    state: text('state', { enum: PAYMENT_STATES }).notNull(),
    currency: currency().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    capturedMinor: minor('captured_minor').notNull().default(sql`0`),
    refundedMinor: minor('refunded_minor').notNull().default(sql`0`),
    /** The provider's own id of it, or what the staff wrote down: a transfer's reference. */
    reference: text('reference'),
    capturedAt: moment('captured_at'),
    /** Who said that the money is there; null where a provider did. */
    capturedBy: text('captured_by'),
    /** The day the money came, which is the day it is posted on. */
    receivedOn: date('received_on', { mode: 'string' }),
    /** The day by which it should come, by the terms of its method when it was begun; null: any day. */
    dueOn: date('due_on', { mode: 'string' }),
    ...timestamps,
  },
  (t) => [
    index('payment_order_idx').on(t.tenantId, t.orderId),
    uniqueIndex('payment_pending_key').on(t.tenantId, t.orderId).where(sql`${t.state} = 'pending'`),
    index('payment_due_idx').on(t.tenantId, t.dueOn, t.id).where(sql`${t.state} = 'pending'`),
    check('payment_state', sql`${t.state} in ('pending', 'captured', 'cancelled')`),
    check('payment_captured', sql`(${t.state} = 'captured') = (${t.capturedMinor} > 0)`),
    check(
      'payment_amounts',
      sql`${t.amountMinor} > 0 and ${t.capturedMinor} between 0 and ${t.amountMinor} and ${t.refundedMinor} between 0 and ${t.capturedMinor}`,
    ),
    refersTo(t.tenantId, t.orderId, () => salesOrder),
  ],
)

/** Money given back, in part or whole. A fact. */
export const refund = factTable(
  'refund',
  {
    paymentId: uuid('payment_id').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    /** The part of it that is tax. */
    taxMinor: minor('tax_minor').notNull(),
    creditNoteId: uuid('credit_note_id').notNull(),
    reason: text('reason').notNull(),
    reference: text('reference'),
    refundedBy: text('refunded_by'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    index('refund_payment_idx').on(t.tenantId, t.paymentId),
    check('refund_amount', sql`${t.amountMinor} > 0`),
    check('refund_tax', sql`${t.taxMinor} between 0 and ${t.amountMinor}`),
    refersTo(t.tenantId, t.paymentId, () => payment),
  ],
)

/** What a provider told us, each of its event ids once. A fact. */
export const providerEvent = factTable(
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
