import { currencyExponent } from '../../../../shared/currency.ts'
import type { Locale, Totals, TotalsRow, Translator } from '../../../../storefront/index.ts'
import type { Money } from '../../../kernel/wire.ts'
import { taxOf } from '../texts.ts'

export const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', th: 'th-TH' }

const formats = new Map<string, Intl.NumberFormat>()

/** An amount as people read it. A unit price may be finer than its currency: nothing is rounded away. */
export function moneyText({ amount, currency }: Money, locale: Locale): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(LANGUAGE_TAGS[locale], {
      style: 'currency',
      currency,
      minimumFractionDigits: currencyExponent(currency),
      maximumFractionDigits: 6,
    })
    formats.set(key, format)
  }
  // A string is formatted digit by digit (ECMA-402, 2023).
  return format.format(amount as `${number}`)
}

export const isZero = ({ amount }: Money): boolean => Number(amount) === 0

/** The sums that a cart and an order have alike. */
export interface Sums {
  readonly pricesIncludeTax: boolean
  readonly shipping: {
    readonly name: string
    readonly nameTh?: string | null
    readonly net: Money
    readonly gross: Money
  } | null
  readonly totals: {
    readonly itemsNet: Money
    readonly itemsGross: Money
    readonly tax: Money
    readonly total: Money
  }
}

/** The table of sums as the workshop prices: each part with its tax in it, or the tax as a part of its own. */
export function totalsOf(
  { pricesIncludeTax, shipping, totals }: Sums,
  locale: Locale,
  t: Translator,
): Totals {
  const money = (amount: Money) => moneyText(amount, locale)
  const rows: TotalsRow[] = [
    { kind: 'subtotal', amount: money(pricesIncludeTax ? totals.itemsGross : totals.itemsNet) },
  ]
  if (shipping) {
    const amount = pricesIncludeTax ? shipping.gross : shipping.net
    const label = named(shipping, locale)
    rows.push({ kind: 'shipping', label, amount: isZero(amount) ? t('checkout.free') : money(amount) })
  } else {
    rows.push({ kind: 'shipping', amount: null })
  }
  const isTaxed = !isZero(totals.tax)
  if (isTaxed && !pricesIncludeTax)
    rows.push({ kind: 'tax', label: t('totals.tax'), amount: money(totals.tax) })
  return {
    rows,
    total: money(totals.total),
    includedTaxes: isTaxed && pricesIncludeTax ? [taxOf(money(totals.tax), locale)] : [],
  }
}

/** The name in the reader's language, where there is one. */
export const named = (
  { name, nameTh }: { readonly name: string; readonly nameTh?: string | null },
  locale: Locale,
): string => (locale === 'th' ? nameTh : null) ?? name
