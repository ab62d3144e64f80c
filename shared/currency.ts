import { AmountError } from './decimal.ts'

// ISO 4217 list one with its minor units. Codes whose minor unit is "N.A." (gold, SDR, testing) are left
// out: nothing can be priced in them here. Not taken from Intl, whose CLDR data gives the decimals people
// are used to see (IQD 0, LAK 0) and not those the standard and the banks count in (IQD 3, LAK 2).
const CODES_BY_EXPONENT: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL
    HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU
    MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED
    VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

// Books outlive currencies: amounts already posted in these (withdrawn since 2023) must stay readable.
const WITHDRAWN_WITH_TWO_DECIMALS = 'ANG BGN CUC HRK SLL ZWL'

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(CODES_BY_EXPONENT).flatMap(([exponent, codes]) =>
    codes.split(/\s+/).map((code): [string, number] => [code, Number(exponent)]),
  ),
  ...WITHDRAWN_WITH_TWO_DECIMALS.split(' ').map((code): [string, number] => [code, 2]),
])

/** Codes of the currencies in use, sorted; the withdrawn ones that can still be read are not among them. */
export const CURRENCY_CODES: readonly string[] = Object.values(CODES_BY_EXPONENT)
  .flatMap((codes) => codes.split(/\s+/))
  .sort()

/** True for a code {@link currencyExponent} knows, in upper case. */
export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code)
}

/**
 * Number of decimals of a currency's minor unit by ISO 4217: THB 2, JPY 0, KWD 3.
 *
 * @throws AmountError `currency.unknown`
 */
export function currencyExponent(code: string): number {
  const exponent = EXPONENTS.get(code)
  if (exponent === undefined) {
    const shown = String(code).slice(0, 20)
    throw new AmountError('currency.unknown', `'${shown}' is not an ISO 4217 currency`, { currency: shown })
  }
  return exponent
}
