import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../../kernel/errors/problem.ts'
import { type Priced, quoteOf } from './quote.ts'

const one = (unitPrice: string, ratePercent = '7', quantity = '1'): Priced => ({
  quantity,
  unitPrice,
  ratePercent,
})

describe('what a cart comes to', () => {
  it('takes the tax out of prices that include it: 12,900.00 is 12,056.07 and 843.93', () => {
    const quote = quoteOf({ lines: [one('12900')], shipping: one('80'), inclusive: true, currency: 'THB' })
    expect(quote).toEqual({
      lines: [{ netMinor: 1205607n, taxMinor: 84393n, grossMinor: 1290000n }],
      shipping: { netMinor: 7477n, taxMinor: 523n, grossMinor: 8000n },
      itemsNetMinor: 1205607n,
      itemsGrossMinor: 1290000n,
      taxMinor: 84916n,
      totalMinor: 1298000n,
    })
  })

  it('puts the tax on top of prices that exclude it', () => {
    const quote = quoteOf({ lines: [one('12900')], shipping: null, inclusive: false, currency: 'THB' })
    expect(quote).toMatchObject({ itemsNetMinor: 1290000n, taxMinor: 90300n, totalMinor: 1380300n })
  })

  it('rounds each line once, half to even, so the total is the sum of what is shown', () => {
    const lines = [one('0.125', '0'), one('0.375', '0'), one('0.0833', '0', '3')]
    const quote = quoteOf({ lines, shipping: null, inclusive: true, currency: 'THB' })
    expect(quote.lines.map((line) => line.grossMinor)).toEqual([12n, 38n, 25n])
    expect(quote.totalMinor).toBe(75n)
  })

  it('knows currencies without decimals and with three', () => {
    const lines = [one('1000', '10')]
    expect(quoteOf({ lines, shipping: null, inclusive: true, currency: 'JPY' })).toMatchObject({
      totalMinor: 1000n,
      taxMinor: 91n,
    })
    expect(quoteOf({ lines, shipping: null, inclusive: true, currency: 'KWD' })).toMatchObject({
      totalMinor: 1000000n,
      taxMinor: 90909n,
    })
  })

  it('refuses more money than there is', () => {
    const lines = [one('99999999999999', '7', '99999')]
    expect(() => quoteOf({ lines, shipping: null, inclusive: true, currency: 'THB' })).toThrow(Problem)
  })

  it('always adds up: net + tax = gross, lines + shipping = total', () => {
    const price = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 999_999 }))
    const priced = fc
      .record({
        price,
        rate: fc.constantFrom('0', '7', '10', '19.6', '100'),
        n: fc.integer({ min: 1, max: 999 }),
      })
      .map(({ price: [whole, fraction], rate, n }) =>
        one(`${whole}.${String(fraction).padStart(6, '0')}`, rate, String(n)),
      )
    fc.assert(
      fc.property(
        fc.array(priced, { maxLength: 6 }),
        fc.option(priced),
        fc.boolean(),
        fc.constantFrom('THB', 'JPY', 'KWD'),
        (lines, shipping, inclusive, currency) => {
          const quote = quoteOf({ lines, shipping, inclusive, currency })
          const all = [...quote.lines, ...(quote.shipping ? [quote.shipping] : [])]
          for (const part of all) {
            expect(part.netMinor + part.taxMinor).toBe(part.grossMinor)
            expect(part.taxMinor >= 0n && part.netMinor >= 0n).toBe(true)
          }
          expect(quote.totalMinor).toBe(all.reduce((sum, part) => sum + part.grossMinor, 0n))
          expect(quote.taxMinor).toBe(all.reduce((sum, part) => sum + part.taxMinor, 0n))
        },
      ),
    )
  })
})
