import { AmountError, multiplyPrice } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type EntryLine, type Purpose, post } from '../../accounting/index.ts'
import { fail } from '../errors.ts'
import { type StockedProduct, stockAccount } from './stocked.ts'

/** What a product's stock gained (positive) or lost, minor units. */
export interface ValueChange {
  product: StockedProduct
  amountMinor: bigint
}

/**
 * Posts what stock gained or lost, one line for each stock account, against other accounts. What the stock took in
 * otherwise than the others gave (it covered stock below zero) is a stock adjustment. Gives the id of the entry, null where there was
 * nothing to post.
 *
 * @throws Problem `accounting.period_locked`, `accounting.account_unknown`
 */
export async function postStock(
  ctx: TenantContext,
  entry: {
    memo: string
    source: { entity: string; id: string }
    journal: 'stock' | 'purchase'
    changes: readonly ValueChange[]
    against: readonly EntryLine[]
  },
): Promise<string | null> {
  const byAccount = new Map<Purpose, bigint>()
  for (const { product, amountMinor } of entry.changes) {
    const purpose = stockAccount(product)
    byAccount.set(purpose, (byAccount.get(purpose) ?? 0n) + amountMinor)
  }
  const lines: EntryLine[] = [
    ...[...byAccount].map(([purpose, amountMinor]) => ({ purpose, amountMinor })),
    ...entry.against,
  ]
  const rest = lines.reduce((sum, one) => sum + one.amountMinor, 0n)
  const { id } = await post(ctx, {
    journal: entry.journal,
    memo: entry.memo,
    source: entry.source,
    lines: [...lines, { purpose: 'stock_adjustment', amountMinor: -rest }],
  })
  return id
}

/** Unit cost × quantity in minor units, half-even. @throws Problem `inventory.amount_out_of_range` */
export function costOf(sku: string, unitCost: string, quantity: string, currency: string): bigint {
  try {
    return multiplyPrice(unitCost, quantity, currency)
  } catch (cause) {
    if (cause instanceof AmountError) throw fail('inventory.amount_out_of_range', { sku }, { cause })
    throw cause
  }
}
