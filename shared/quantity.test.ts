import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal } from './decimal.ts'
import {
  addQuantity,
  compareQuantity,
  isZeroQuantity,
  multiplyQuantity,
  parseQuantity,
  subtractQuantity,
} from './quantity.ts'

const quantities = fc
  .integer({ min: -(10 ** 13), max: 10 ** 13 })
  .map((millionths) => new Decimal(millionths).div(1_000_000).toFixed())

describe('a quantity', () => {
  it.each([
    ['1.500000', '1.5'],
    ['0', '0'],
    ['0.000000', '0'],
    ['-0', '0'],
    ['-0.10', '-0.1'],
    ['007', '7'],
    ['100', '100'],
    ['100.000000000', '100'],
    ['0.000001', '0.000001'],
    ['99999999999999.999999', '99999999999999.999999'],
  ])('%s is written %s', (text, normalised) => {
    expect(parseQuantity(text)).toBe(normalised)
    expect(parseQuantity(normalised)).toBe(normalised)
  })

  it('is refused with a reason a person can act on', () => {
    expect(() => parseQuantity('two')).toThrow("'two' is not a decimal number such as 12.50")
    expect(() => parseQuantity('0.0000001')).toThrow("'0.0000001' has more than 6 decimals")
    expect(() => parseQuantity('100000000000000')).toThrow('outside ±99999999999999.999999')
    expect(() => parseQuantity('1e3')).toThrow(expect.objectContaining({ code: 'amount.not_a_number' }))
    expect(() => parseQuantity('0.0000001')).toThrow(
      expect.objectContaining({ code: 'amount.too_many_decimals' }),
    )
    expect(() => parseQuantity('100000000000000')).toThrow(
      expect.objectContaining({ code: 'amount.out_of_range' }),
    )
  })
})

describe('arithmetic on quantities', () => {
  it('is exact where floats are not', () => {
    expect(addQuantity('0.1', '0.2')).toBe('0.3')
    expect(addQuantity('1', '2', '3.5')).toBe('6.5')
    expect(addQuantity()).toBe('0')
    expect(subtractQuantity('1', '0.9')).toBe('0.1')
    expect(subtractQuantity('0.5', '0.50')).toBe('0')
    expect(multiplyQuantity('2.5', '4')).toBe('10')
  })

  it('rounds a product half-even to six decimals', () => {
    expect(multiplyQuantity('0.000001', '0.5')).toBe('0')
    expect(multiplyQuantity('0.000003', '0.5')).toBe('0.000002')
    expect(multiplyQuantity('-0.000003', '0.5')).toBe('-0.000002')
  })

  it('compares by value, not by text', () => {
    expect(compareQuantity('10', '9')).toBe(1)
    expect(compareQuantity('-10', '-9')).toBe(-1)
    expect(compareQuantity('1.50', '1.5')).toBe(0)
    expect(isZeroQuantity('0.000000')).toBe(true)
    expect(isZeroQuantity('-0.000001')).toBe(false)
  })

  it('agrees with decimal arithmetic', () => {
    fc.assert(
      fc.property(quantities, quantities, (a, b) => {
        const [x, y] = [new Decimal(a), new Decimal(b)]
        expect(addQuantity(a, b)).toBe(x.plus(y).toFixed())
        expect(subtractQuantity(a, b)).toBe(parseQuantity(x.minus(y).toFixed()))
        expect(multiplyQuantity(a, b)).toBe(parseQuantity(x.times(y).toDecimalPlaces(6, 6).toFixed()))
        expect(compareQuantity(a, b)).toBe(x.cmp(y))
      }),
    )
  })

  it('refuses a result that no longer fits', () => {
    const largest = '99999999999999.999999'
    const outOfRange = expect.objectContaining({ code: 'amount.out_of_range' })
    expect(() => addQuantity(largest, '0.000001')).toThrow(outOfRange)
    expect(() => subtractQuantity(`-${largest}`, '0.000001')).toThrow(outOfRange)
    expect(() => multiplyQuantity(largest, '1.1')).toThrow(outOfRange)
  })
})
