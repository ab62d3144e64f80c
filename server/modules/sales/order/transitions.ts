import type { Problem } from '../../../kernel/errors/problem.ts'
import { type Action, allowed, refused } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { ORDER_STATES, type OrderState } from './order.ts'

/** What can happen to an order. `refund` is the last of its money going back; a part of it changes no state. */
export type OrderStep = 'pay' | 'cancel' | 'ship' | 'refund'

/** From which state each step leads where: the only place that says so. */
export const TRANSITIONS: Readonly<Record<OrderState, Readonly<Partial<Record<OrderStep, OrderState>>>>> = {
  placed: { pay: 'paid', cancel: 'cancelled' },
  paid: { ship: 'shipped', refund: 'refunded' },
  shipped: { refund: 'refunded' },
  cancelled: {},
  refunded: {},
}

/** The states that a step can be made from: the condition of its update. */
export const statesBefore = (step: OrderStep): OrderState[] =>
  ORDER_STATES.filter((state) => TRANSITIONS[state][step] !== undefined)

const REFUSALS = {
  placed: 'sales.order_unpaid',
  paid: 'sales.order_paid',
  shipped: 'sales.order_shipped',
  cancelled: 'sales.order_cancelled',
  refunded: 'sales.order_refunded',
} as const satisfies Record<OrderState, string>

/** What an operation that makes a step may answer. */
export const stepErrors = (step: OrderStep): string[] =>
  ORDER_STATES.filter((state) => TRANSITIONS[state][step] === undefined).map((state) => REFUSALS[state])

export const actionOf = (state: OrderState, step: OrderStep): Action =>
  TRANSITIONS[state][step] === undefined ? refused(REFUSALS[state]) : allowed

/** Why a step cannot be made from this state. */
export const refusalOf = (state: OrderState, number: string): Problem => fail(REFUSALS[state], { number })

/** Whether the goods of an order in this state are promised to it. */
export const holdsStock = (state: OrderState): boolean => state === 'placed' || state === 'paid'
