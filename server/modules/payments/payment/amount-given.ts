import { AmountError, toMinor } from '../../../../shared/money.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { Money } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

/**
 * The amount of a request in minor units, more than zero.
 *
 * @throws Problem `payments.currency`; `request.malformed` naming the field for too many decimals, zero or less
 */
export function amountGiven(given: Money, currency: string): bigint {
  if (given.currency !== currency) throw fail('payments.currency', { expected: currency })
  let amountMinor: bigint
  try {
    amountMinor = toMinor(given.amount, currency)
  } catch (cause) {
    if (!(cause instanceof AmountError)) throw cause
    throw malformed(cause.code, cause.message)
  }
  if (amountMinor <= 0n) throw malformed('amount.not_positive', 'must be more than zero')
  return amountMinor
}

const malformed = (code: string, message: string) =>
  kernelFail('request.malformed', {}, { errors: [{ field: 'amount.amount', code, message }] })
