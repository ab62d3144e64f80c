import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decimal, divideHalfEven, formatScaled, parseNumeric, parseScaled } from './decimal.ts'

describe('Decimal', () => {
  it('never writes an exponent', () => {
    expect(new Decimal('0.000000000001').toString()).toBe('0.000000000001')
    expect(new Decimal(10).pow(40).toString()).toBe(`1${'0'.repeat(40)}`)
  })

  it('multiplies two numeric(20,6) values exactly', () => {
    const largest = new Decimal('99999999999999.999999')
    expect(largest.times(largest).toString()).toBe('9999999999999999999800000000.000000000001')
  })

  it('leaves the settings of other users of the library alone', async () => {
    const { Decimal: original } = await import('decimal.js')
    expect(original.precision).toBe(20)
    expect(Decimal.precision).toBe(60)
  })
})

describe('reading decimals as scaled integers', () => {
  it('is exact and accepts the zeros a database prints', () => {
    expect(parseScaled('12.5', 2)).toBe(1250n)
    expect(parseScaled('12.500000', 2)).toBe(1250n)
    expect(parseScaled('-0.01', 2)).toBe(-1n)
    expect(parseScaled('007', 0)).toBe(7n)
  })

  it.each(['', ' ', '1,5', '1.', '.5', '+1', '--1', '1e3', '1 000', 'NaN', 'Infinity', '0x10', '๑๒', '1\n'])(
    'refuses %j as no number',
    (text) => {
      expect(() => parseScaled(text, 2)).toThrow(expect.objectContaining({ code: 'amount.not_a_number' }))
    },
  )

  it('refuses a number that came as a JSON number', () => {
    expect(() => parseScaled(1.5 as unknown as string, 2)).toThrow(
      expect.objectContaining({ code: 'amount.not_a_number', params: { value: '1.5' } }),
    )
  })

  it('refuses more decimals than fit instead of rounding them away', () => {
    expect(() => parseScaled('1.005', 2)).toThrow(
      expect.objectContaining({
        code: 'amount.too_many_decimals',
        params: { value: '1.005', maxDecimals: 2 },
      }),
    )
  })

  it('refuses a text of a megabyte before doing arithmetic on it, and does not repeat it', () => {
    expect(() => parseScaled('9'.repeat(1_000_000), 2)).toThrow(
      expect.objectContaining({ code: 'amount.out_of_range', params: { value: `${'9'.repeat(40)}…` } }),
    )
  })

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 8 }),
        (value, scale) => {
          expect(parseScaled(formatScaled(value, scale), scale)).toBe(value)
        },
      ),
    )
  })

  it('keeps numeric(20,6) within its range', () => {
    expect(parseNumeric('99999999999999.999999')).toBe(10n ** 20n - 1n)
    expect(parseNumeric('-99999999999999.999999')).toBe(1n - 10n ** 20n)
    for (const text of ['100000000000000', '-100000000000000']) {
      expect(() => parseNumeric(text)).toThrow(expect.objectContaining({ code: 'amount.out_of_range' }))
    }
  })
})

describe('dividing half-even', () => {
  it('sends ties to the even neighbour on both sides of zero', () => {
    expect([-7n, -5n, -3n, -1n, 1n, 3n, 5n, 7n].map((n) => divideHalfEven(n, 2n))).toEqual([
      -4n,
      -2n,
      -2n,
      0n,
      0n,
      2n,
      2n,
      4n,
    ])
  })

  it('agrees with decimal.js', () => {
    const integers = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
    fc.assert(
      fc.property(integers, fc.bigInt({ min: 1n, max: 2000n }), (numerator, denominator) => {
        const expected = new Decimal(numerator).div(new Decimal(denominator)).toDecimalPlaces(0, 6)
        expect(divideHalfEven(numerator, denominator)).toBe(BigInt(expected.toFixed(0)))
      }),
    )
  })

  it('refuses a denominator that is not positive', () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError)
    expect(() => divideHalfEven(1n, -1n)).toThrow(RangeError)
  })
})
