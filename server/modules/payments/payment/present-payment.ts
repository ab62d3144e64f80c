import { z } from 'zod'
import {
  type Action,
  action,
  allowed,
  day,
  id,
  moment,
  money,
  refused,
  toMoney,
} from '../../../kernel/wire.ts'
import { findProvider } from '../provider/providers.ts'
import { PAYMENT_STATES } from './payment.ts'
import type { PaymentRow } from './read-payment.ts'

export const paymentFields = z.object({
  id,
  orderId: id,
  orderNumber: z.string(),
  provider: z.string(),
  method: z.string(),
  methodName: z.string(),
  methodNameTh: z.string().nullable(),
  instructions: z.string().nullable().meta({ description: 'What the buyer has to do to pay' }),
  instructionsTh: z.string().nullable(),
  state: z.enum(PAYMENT_STATES),
  amount: money,
  captured: money,
  refunded: money,
  refundable: money.meta({ description: 'Captured and not yet given back' }),
  reference: z.string().nullable(),
  receivedOn: day.nullable(),
  dueOn: day.nullable().meta({ description: 'By when the money should come; null: any day' }),
  capturedAt: moment.nullable(),
  createdAt: moment,
  actions: z.object({ capture: action, refund: action }),
})

export const presentPayment = (row: PaymentRow): z.input<typeof paymentFields> => ({
  id: row.id,
  orderId: row.order_id,
  orderNumber: row.order_number,
  provider: row.provider,
  method: row.method,
  methodName: row.method_name ?? row.method,
  methodNameTh: row.method_name_th,
  instructions: row.instructions_text,
  instructionsTh: row.instructions_text_th,
  state: row.state,
  amount: toMoney(row.amount_minor, row.currency),
  captured: toMoney(row.captured_minor, row.currency),
  refunded: toMoney(row.refunded_minor, row.currency),
  refundable: toMoney(row.captured_minor - row.refunded_minor, row.currency),
  reference: row.reference,
  receivedOn: row.received_on,
  dueOn: row.due_on,
  capturedAt: row.captured_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  actions: { capture: captureAction(row), refund: refundAction(row) },
})

/** Whether staff may say that the money is there. */
export function captureAction(row: PaymentRow): Action {
  if (row.state === 'captured') return refused('payments.already_captured')
  if (row.state === 'cancelled') return refused('payments.cancelled')
  return findProvider(row.provider)?.capturedByStaff ? allowed : refused('payments.captured_by_provider')
}

export function refundAction(row: PaymentRow): Action {
  if (row.state !== 'captured') return refused('payments.not_captured')
  return row.refunded_minor < row.captured_minor ? allowed : refused('payments.refund_exceeds_payment')
}
