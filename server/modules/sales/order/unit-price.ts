import { currencyExponent } from '../../../../shared/money.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import type { Money } from '../../../kernel/wire.ts'

/** A unit price as money: with all decimals of its currency, and more where it is finer: `390` is `390.00` in baht, `0.125` stays. */
export function unitPriceOf(unitPrice: string, currency: string): Money {
  const [whole = '0', fraction = ''] = trimDecimal(unitPrice).split('.')
  const decimals = fraction.padEnd(currencyExponent(currency), '0')
  return { amount: decimals === '' ? whole : `${whole}.${decimals}`, currency }
}
