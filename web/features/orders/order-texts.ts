import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { PlainKey } from '../../texts/texts.tsx'

export type Order = DataOf<'/api/v1/orders/{id}'>
export type OrderState = Order['state']
export type Payment = Order['payments'][number]

export const ORDER_STATES = {
  placed: { text: 'order.state.placed', tone: 'warning' },
  paid: { text: 'order.state.paid', tone: 'info' },
  shipped: { text: 'order.state.shipped', tone: 'good' },
  cancelled: { text: 'order.state.cancelled', tone: 'plain' },
  refunded: { text: 'order.state.refunded', tone: 'plain' },
} as const satisfies Record<OrderState, { text: PlainKey; tone: Tone }>
export const ORDER_STATE_KEYS = Object.keys(ORDER_STATES) as OrderState[]

export const PAYMENT_STATES = {
  pending: { text: 'payment.state.pending', tone: 'warning' },
  captured: { text: 'payment.state.captured', tone: 'good' },
  cancelled: { text: 'payment.state.cancelled', tone: 'plain' },
} as const satisfies Record<Payment['state'], { text: PlainKey; tone: Tone }>
