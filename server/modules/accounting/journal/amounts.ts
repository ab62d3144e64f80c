import { AmountError, formatMajor, toMinor } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { Money } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

/**
 * An amount of the request in minor units of the workshop's currency.
 *
 * @throws Problem `accounting.foreign_currency`; `request.malformed` naming the field for too many decimals
 */
export function minorOf(ctx: TenantContext, money: Money, field: string): bigint {
  const expected = ctx.tenant.currency
  if (money.currency !== expected) {
    throw fail('accounting.foreign_currency', { currency: money.currency, expected })
  }
  try {
    return toMinor(money.amount, expected)
  } catch (cause) {
    if (!(cause instanceof AmountError)) throw cause
    throw kernelFail(
      'request.malformed',
      {},
      { cause, errors: [{ field: `${field}.amount`, code: cause.code, message: cause.message }] },
    )
  }
}

/** The refusal of lines that do not balance, with the amounts in major units. */
export const unbalanced = (ctx: TenantContext, debitMinor: bigint, creditMinor: bigint) => {
  const { currency } = ctx.tenant
  const difference = debitMinor > creditMinor ? debitMinor - creditMinor : creditMinor - debitMinor
  return fail('accounting.unbalanced', {
    debit: formatMajor(debitMinor, currency),
    credit: formatMajor(creditMinor, currency),
    difference: formatMajor(difference, currency),
    currency,
  })
}
