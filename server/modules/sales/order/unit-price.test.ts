import { describe, expect, it } from 'vitest'
import { unitPriceOf } from './unit-price.ts'

describe('a unit price as money', () => {
  it.each([
    ['390.000000', 'THB', '390.00'],
    ['0', 'THB', '0.00'],
    ['0.125000', 'THB', '0.125'],
    ['12.5', 'THB', '12.50'],
    ['1000.000000', 'JPY', '1000'],
    ['1.5', 'KWD', '1.500'],
  ])('%s %s is %s', (price, currency, amount) => {
    expect(unitPriceOf(price, currency)).toEqual({ amount, currency })
  })
})
