import type { TenantContext } from '../../../kernel/command/context.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { quantitiesOf, reserve } from '../../inventory/index.ts'
import { decimalText, least, millionths } from '../quantity.ts'

/** A material and how much of it, in millionths of its unit. */
export interface Need {
  readonly productId: string
  readonly sku: string
  readonly quantity: bigint
}

/** What could not be reserved of a material. */
export interface Shortage {
  readonly productId: string
  readonly sku: string
  readonly required: string
  readonly reserved: string
  readonly short: string
}

/** Where reservations of a ticket belong. */
export const ticketSource = (ticketId: string) => ({ entity: 'job_ticket', id: ticketId })

/** Somebody may take stock between looking and reserving; who loses so often has none for now. */
const ATTEMPTS = 3

/** Reserves for a ticket what there is of its needs, and says what is missing. */
export async function reserveAvailable(
  ctx: TenantContext,
  ticketId: string,
  needs: readonly Need[],
): Promise<Shortage[]> {
  if (needs.length === 0) return []
  for (let attempt = 1; ; attempt++) {
    const stock = await quantitiesOf(
      ctx,
      needs.map((need) => need.productId),
    )
    const free = new Map(stock.map((one) => [one.productId, millionths(one.available)]))
    const granted = needs.map((need) => {
      const available = attempt > ATTEMPTS ? 0n : (free.get(need.productId) ?? 0n)
      return { need, quantity: available > 0n ? least(need.quantity, available) : 0n }
    })
    try {
      await reserve(
        ctx,
        granted
          .filter(({ quantity }) => quantity > 0n)
          .map(({ need, quantity }) => ({ productId: need.productId, quantity: decimalText(quantity) })),
        ticketSource(ticketId),
      )
    } catch (error) {
      if (error instanceof Problem && error.code === 'stock.short') continue
      throw error
    }
    return granted
      .filter(({ need, quantity }) => quantity < need.quantity)
      .map(({ need, quantity }) => ({
        productId: need.productId,
        sku: need.sku,
        required: decimalText(need.quantity),
        reserved: decimalText(quantity),
        short: decimalText(need.quantity - quantity),
      }))
  }
}
