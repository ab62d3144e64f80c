import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { isToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'
import { noSuchCart } from './cart-rules.ts'

/** Why a cart could not be changed or ordered: there is none for this token, or it is an order already. For throwing. */
export async function refuseUnlessOpen(
  ctx: TenantContext,
  cartId: string,
  token: string | undefined,
): Promise<Error> {
  const cart = await ctx.tx.first<{ token_hash: string; order_id: string | null; number: string | null }>(sql`
    select c.token_hash, c.order_id, o.number
    from cart c left join sales_order o on o.tenant_id = c.tenant_id and o.id = c.order_id
    where c.tenant_id = ${ctx.tenant.id}::uuid and c.id = ${cartId}::uuid`)
  if (!cart || cart.order_id === null || !isToken(token, cart.token_hash)) return noSuchCart()
  return fail('checkout.cart_converted', { orderId: cart.order_id, number: cart.number ?? '' })
}
