import { describe, expect, it } from 'vitest'
import { CURRENCY_CODES, currencyExponent, isCurrency } from './currency.ts'
import { AmountError } from './decimal.ts'

describe('currencies of ISO 4217', () => {
  it('know how many decimals their minor unit has', () => {
    expect(currencyExponent('THB')).toBe(2)
    expect(currencyExponent('JPY')).toBe(0)
    expect(currencyExponent('KWD')).toBe(3)
    expect(currencyExponent('CLF')).toBe(4)
  })

  it('follow the standard where the locale data of a browser does not', () => {
    const shown = (code: string) =>
      new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
        .maximumFractionDigits
    expect(shown('IQD')).toBe(0)
    expect(currencyExponent('IQD')).toBe(3)
  })

  it('are the 165 that are in use, once each', () => {
    expect(CURRENCY_CODES).toHaveLength(165)
    expect(new Set(CURRENCY_CODES).size).toBe(165)
    expect(CURRENCY_CODES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  })

  it('include every one the locale data knows but for those without a minor unit', () => {
    const missing = Intl.supportedValuesOf('currency').filter((code) => !isCurrency(code))
    expect(missing.filter((code) => !['XDR', 'XSU'].includes(code))).toEqual([])
  })

  it('can still be read after they are withdrawn, but are not offered', () => {
    expect(currencyExponent('HRK')).toBe(2)
    expect(CURRENCY_CODES).not.toContain('HRK')
  })

  it.each(['XXX', 'XAU', 'thb', 'EURO', '', 'constructor', '__proto__'])('refuse %j', (code) => {
    expect(isCurrency(code)).toBe(false)
    expect(() => currencyExponent(code)).toThrow(AmountError)
    expect(() => currencyExponent(code)).toThrow(
      expect.objectContaining({ code: 'currency.unknown', params: { currency: code } }),
    )
  })
})
