import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allocate,
  Decimal,
  formatMajor,
  formatMoney,
  MAX_MINOR,
  multiplyPrice,
  roundHalfEven,
  taxOf,
  toMinor,
} from './money.ts'

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
const minors = fc.bigInt({ min: -MAX_MINOR, max: MAX_MINOR })

describe('an amount', () => {
  it('goes to minor units and back without a change', () => {
    expect(toMinor('1234.5', 'THB')).toBe(123450n)
    expect(formatMajor(123450n, 'THB')).toBe('1234.50')
    expect(toMinor('1234', 'JPY')).toBe(1234n)
    expect(formatMajor(1234n, 'JPY')).toBe('1234')
    expect(toMinor('-0.001', 'KWD')).toBe(-1n)
    expect(formatMajor(-1n, 'KWD')).toBe('-0.001')
    fc.assert(
      fc.property(minors, fc.constantFrom('THB', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
        expect(toMinor(formatMajor(minor, currency), currency)).toBe(minor)
      }),
    )
  })

  it('is refused when it has more decimals than the currency', () => {
    expect(toMinor('12.000000', 'JPY')).toBe(12n)
    expect(() => toMinor('12.5', 'JPY')).toThrow(
      expect.objectContaining({
        code: 'amount.too_many_decimals',
        params: { value: '12.5', maxDecimals: 0 },
      }),
    )
  })

  it('is refused beyond what the database holds', () => {
    expect(toMinor('92233720368547758.07', 'THB')).toBe(MAX_MINOR)
    for (const text of ['92233720368547758.08', '-92233720368547758.08']) {
      expect(() => toMinor(text, 'THB')).toThrow(expect.objectContaining({ code: 'amount.out_of_range' }))
    }
  })

  it('is refused in a currency that does not exist', () => {
    expect(() => toMinor('1', 'ABC')).toThrow(expect.objectContaining({ code: 'currency.unknown' }))
    expect(() => formatMajor(1n, 'ABC')).toThrow(expect.objectContaining({ code: 'currency.unknown' }))
    expect(() => formatMoney(1n, 'ABC', 'en')).toThrow(expect.objectContaining({ code: 'currency.unknown' }))
  })
})

describe('an amount for people', () => {
  it('is written in their locale', () => {
    expect(formatMoney(123450n, 'THB', 'th-TH')).toBe('฿1,234.50')
    expect(formatMoney(-123450n, 'USD', 'en-US')).toBe('-$1,234.50')
    expect(formatMoney(1234n, 'JPY', 'en-US')).toBe('¥1,234')
  })

  it('keeps every digit of the largest amount', () => {
    expect(formatMoney(MAX_MINOR, 'USD', 'en-US')).toBe('$92,233,720,368,547,758.07')
  })

  it('has the decimals of ISO 4217 where locale data would drop them', () => {
    expect(formatMoney(1234n, 'IQD', 'en-US').replace(/\s/g, ' ')).toBe('IQD 1.234')
  })

  it('is still right after more locales than are remembered', () => {
    for (let i = 0; i < 300; i++) formatMoney(1n, 'EUR', `en-x-a${i}`)
    expect(formatMoney(123450n, 'THB', 'th-TH')).toBe('฿1,234.50')
  })

  it('needs a locale that exists as a tag', () => {
    expect(() => formatMoney(1n, 'THB', 'not a locale')).toThrow(RangeError)
  })
})

describe('rounding half-even', () => {
  it('keeps exactly the decimals asked for', () => {
    expect(roundHalfEven('1.005', 2)).toBe('1.00')
    expect(roundHalfEven('1.015', 2)).toBe('1.02')
    expect(roundHalfEven('7', 2)).toBe('7.00')
    expect(roundHalfEven(new Decimal('2').div(3), 6)).toBe('0.666667')
  })

  it('never answers minus zero', () => {
    expect(roundHalfEven('-0.4', 0)).toBe('0')
    expect(roundHalfEven('-0.004', 2)).toBe('0.00')
  })

  it('refuses what is no number and no scale', () => {
    for (const value of ['', '1e3', 'NaN', new Decimal(Number.NaN), new Decimal(1).div(0)]) {
      expect(() => roundHalfEven(value, 2)).toThrow(expect.objectContaining({ code: 'amount.not_a_number' }))
    }
    expect(() => roundHalfEven('1', -1)).toThrow(RangeError)
    expect(() => roundHalfEven('1', 1.5)).toThrow(RangeError)
  })
})

describe('splitting an amount', () => {
  it('gives the units left over to the largest fractions first', () => {
    // 10.01 THB of shipping over lines of 3, 3 and 4 THB: 300.3, 300.3, 400.4 satang
    expect(allocate(1001n, [3n, 3n, 4n])).toEqual([300n, 300n, 401n])
    // 12, 1.2 and 1.8
    expect(allocate(15n, [80n, 8n, 12n])).toEqual([12n, 1n, 2n])
  })

  it('breaks ties in favour of the earlier line', () => {
    expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(allocate(5n, [3n, 7n])).toEqual([2n, 3n])
  })

  it('mirrors itself for a refund', () => {
    expect(allocate(-100n, [1n, 1n, 1n])).toEqual([-34n, -33n, -33n])
    expect(allocate(-5n, [7n, 3n])).toEqual([-4n, -1n])
  })

  it('takes decimal weights exactly, and mixed ones', () => {
    expect(allocate(1n, [new Decimal('0.33'), new Decimal('0.66')])).toEqual([0n, 1n])
    expect(allocate(10n, [new Decimal('0.5'), 1n, new Decimal('1e-30')])).toEqual([3n, 7n, 0n])
  })

  it('gives nothing to a line without weight', () => {
    expect(allocate(5n, [0n, 7n, 0n, 3n])).toEqual([0n, 4n, 0n, 1n])
    expect(allocate(0n, [0n, 1n])).toEqual([0n, 0n])
  })

  it('refuses weights that give no answer', () => {
    for (const weights of [[], [0n], [0n, new Decimal(0)]]) {
      expect(() => allocate(5n, weights)).toThrow(expect.objectContaining({ code: 'allocation.no_weight' }))
    }
    for (const weights of [
      [2n, -1n],
      [new Decimal('-0.1'), 1n],
    ]) {
      expect(() => allocate(5n, weights)).toThrow(expect.objectContaining({ code: 'amount.negative' }))
    }
    expect(() => allocate(5n, [new Decimal(Number.NaN)])).toThrow(
      expect.objectContaining({ code: 'amount.not_a_number' }),
    )
  })

  it('for any amount and weights loses nothing, strays less than a unit and follows the fractions', () => {
    const weight = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 0, max: 10 ** 9 }).map((millionths) => new Decimal(millionths).div(1_000_000)),
    )
    const weights = fc
      .array(weight, { minLength: 1, maxLength: 12 })
      .filter((all) => all.some((w) => String(w) !== '0'))
    fc.assert(
      fc.property(minors, weights, (total, all) => {
        const shares = allocate(total, all)
        expect(sum(shares)).toBe(total)
        expect(allocate(-total, all)).toEqual(shares.map((share) => -share))

        const millionths = all.map((w) => BigInt(new Decimal(w).times(1_000_000).toFixed(0)))
        const whole = sum(millionths)
        const magnitude = total < 0n ? -total : total
        const cutOff = millionths.map((w) => (magnitude * w) % whole)
        const gotOne = shares.map(
          (share, i) => (share < 0n ? -share : share) - (magnitude * millionths[i]!) / whole,
        )
        for (const [i, got] of gotOne.entries()) {
          expect(got === 0n || got === 1n).toBe(true)
          for (const [j, other] of gotOne.entries()) {
            if (got === 1n && other === 0n) {
              expect(cutOff[i]! > cutOff[j]! || (cutOff[i] === cutOff[j] && i < j)).toBe(true)
            }
          }
        }
      }),
    )
  })
})

describe('unit price times quantity', () => {
  it('is rounded once, half-even, at the currency', () => {
    expect(multiplyPrice('19.99', '3', 'THB')).toBe(5997n)
    expect(multiplyPrice('0.125', '1', 'THB')).toBe(12n)
    expect(multiplyPrice('0.135', '1', 'THB')).toBe(14n)
    expect(multiplyPrice('0.125', '-1', 'THB')).toBe(-12n)
    expect(multiplyPrice('333.333333', '1.5', 'JPY')).toBe(500n)
    expect(multiplyPrice('1.0005', '1', 'KWD')).toBe(1000n)
  })

  it('agrees with decimal arithmetic for any price and quantity', () => {
    const micro = fc
      .integer({ min: -(10 ** 12), max: 10 ** 12 })
      .map((n) => new Decimal(n).div(1_000_000).toFixed(6))
    fc.assert(
      fc.property(micro, micro, (price, quantity) => {
        const expected = roundHalfEven(new Decimal(price).times(quantity), 2)
        expect(multiplyPrice(price, quantity, 'THB')).toBe(toMinor(expected, 'THB'))
      }),
    )
  })

  it('is refused where price, quantity or product do not fit', () => {
    expect(() => multiplyPrice('1.0000001', '1', 'THB')).toThrow(
      expect.objectContaining({ code: 'amount.too_many_decimals' }),
    )
    expect(() => multiplyPrice('1', 'one', 'THB')).toThrow(
      expect.objectContaining({ code: 'amount.not_a_number' }),
    )
    expect(() => multiplyPrice('99999999999999', '99999999999999', 'THB')).toThrow(
      expect.objectContaining({ code: 'amount.out_of_range' }),
    )
  })
})

describe('tax', () => {
  it('is added to a net price', () => {
    expect(taxOf({ amountMinor: 10000n, ratePercent: '7', inclusive: false })).toEqual({
      netMinor: 10000n,
      taxMinor: 700n,
      grossMinor: 10700n,
    })
  })

  it('is taken out of a gross price', () => {
    expect(taxOf({ amountMinor: 10700n, ratePercent: '7.000000', inclusive: true })).toEqual({
      netMinor: 10000n,
      taxMinor: 700n,
      grossMinor: 10700n,
    })
    // 100.00 with 7 %: 6.542056…
    expect(taxOf({ amountMinor: 10000n, ratePercent: '7', inclusive: true })).toEqual({
      netMinor: 9346n,
      taxMinor: 654n,
      grossMinor: 10000n,
    })
  })

  it('sends ties to the even unit', () => {
    // 0.50 × 5 % = 0.025 and 1.50 × 5 % = 0.075
    expect(taxOf({ amountMinor: 50n, ratePercent: '5', inclusive: false }).taxMinor).toBe(2n)
    expect(taxOf({ amountMinor: 150n, ratePercent: '5', inclusive: false }).taxMinor).toBe(8n)
  })

  it('always adds up, and a credit note mirrors its invoice', () => {
    const rates = fc
      .integer({ min: 0, max: 200_000_000 })
      .map((n) => new Decimal(n).div(1_000_000).toFixed(6))
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
    fc.assert(
      fc.property(amounts, rates, fc.boolean(), (amountMinor, ratePercent, inclusive) => {
        const taxed = taxOf({ amountMinor, ratePercent, inclusive })
        expect(taxed.netMinor + taxed.taxMinor).toBe(taxed.grossMinor)
        expect(inclusive ? taxed.grossMinor : taxed.netMinor).toBe(amountMinor)
        expect(taxOf({ amountMinor: -amountMinor, ratePercent, inclusive })).toEqual({
          netMinor: -taxed.netMinor,
          taxMinor: -taxed.taxMinor,
          grossMinor: -taxed.grossMinor,
        })
        const exact = new Decimal(taxed.netMinor).times(ratePercent).div(100)
        const slack = inclusive ? new Decimal(ratePercent).div(100).plus(1).div(2) : new Decimal('0.5')
        expect(exact.minus(new Decimal(taxed.taxMinor)).abs().lte(slack)).toBe(true)
      }),
    )
  })

  it('refuses a rate below zero or malformed, and a gross amount out of range', () => {
    const refused =
      (ratePercent: string, amountMinor = 100n) =>
      () =>
        taxOf({ amountMinor, ratePercent, inclusive: false })
    expect(refused('-7')).toThrow(expect.objectContaining({ code: 'amount.negative' }))
    expect(refused('7%')).toThrow(expect.objectContaining({ code: 'amount.not_a_number' }))
    expect(refused('7', MAX_MINOR)).toThrow(expect.objectContaining({ code: 'amount.out_of_range' }))
  })
})
