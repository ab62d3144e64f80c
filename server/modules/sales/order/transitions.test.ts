import { describe, expect, it } from 'vitest'
import { ORDER_STATES } from './order.ts'
import { actionOf, refusalOf, statesBefore, stepErrors, TRANSITIONS } from './transitions.ts'

describe('an order', () => {
  it('goes this way and no other', () => {
    expect(TRANSITIONS).toEqual({
      placed: { pay: 'paid', cancel: 'cancelled' },
      paid: { ship: 'shipped', refund: 'refunded' },
      shipped: { refund: 'refunded' },
      cancelled: {},
      refunded: {},
    })
  })

  it('allows a step where the table has it, and otherwise says why not', () => {
    expect(actionOf('placed', 'cancel')).toEqual({ allowed: true })
    expect(actionOf('placed', 'ship')).toEqual({ allowed: false, reason: 'sales.order_unpaid' })
    expect(actionOf('paid', 'cancel')).toEqual({ allowed: false, reason: 'sales.order_paid' })
    expect(actionOf('shipped', 'ship')).toEqual({ allowed: false, reason: 'sales.order_shipped' })
    expect(statesBefore('refund')).toEqual(['paid', 'shipped'])
    for (const state of ORDER_STATES) {
      const reason = actionOf(state, 'ship').reason
      if (reason) expect(stepErrors('ship')).toContain(reason)
      expect(refusalOf(state, 'SO1').params).toEqual({ number: 'SO1' })
    }
  })
})
