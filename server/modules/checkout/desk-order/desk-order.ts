import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id } from '../../../kernel/wire.ts'
import { type AddressInput, address } from '../../crm/index.ts'
import { cartLines, contact, mergeLines, shippingMethodCode } from '../cart/cart-input.ts'
import {
  type CartRow,
  cartRowsSql,
  givenSql,
  inclusiveSql,
  linesToKeep,
  pricingSql,
} from '../cart/cart-rows.ts'
import { type Cart, readCart } from '../cart/read-cart.ts'

/** What somebody of the workshop orders for a buyer. What is not said is taken from the customer. */
export const deskOrderInput = z.object({
  customerId: id.optional().meta({ description: 'Who buys; a guest where nobody is named' }),
  contact: contact.optional(),
  address: address.optional(),
  shippingMethod: shippingMethodCode.optional(),
  lines: cartLines,
})
type DeskOrderInput = z.output<typeof deskOrderInput>

interface CustomerRow {
  name: string
  email: string | null
  phone: string | null
  address: AddressInput | null
}

/**
 * Prices an order of the desk as a cart of the shop is priced: the same statement, rounding and rules. Only need the goods not be
 * published. The customer is read in the same flush.
 *
 * @throws Problem `reference.missing` for a customer who is not there
 */
export async function priceDeskOrder(
  ctx: TenantContext,
  orderId: string,
  input: DeskOrderInput,
): Promise<Cart> {
  const { contact: who = {}, shippingMethod = null, customerId = null } = input
  const [customer, rows] = await Promise.all([
    customerId === null
      ? undefined
      : ctx.tx.first<CustomerRow>(
          sql`select name, email, phone, address from customer
            where tenant_id = ${ctx.tenant.id}::uuid and id = ${customerId}::uuid and deleted_at is null`,
        ),
    ctx.tx.rows<CartRow>(sql`
      with given as (${givenSql(sql`${linesToKeep(mergeLines(input.lines))}::jsonb`)}),
        ${pricingSql(ctx, sql`${shippingMethod}::text`, { pictures: false, unpublished: true })}, desk as (
          select ${orderId}::uuid as id, ''::text as token_hash, 'open'::text as state, null::uuid as order_id, ${who.email ?? null}::text as email,
            ${who.name ?? null}::text as name, ${who.phone ?? null}::text as phone,
            ${input.address === undefined ? null : JSON.stringify(input.address)}::jsonb as address, ${shippingMethod}::text as shipping_code,
            ${inclusiveSql(ctx)} as prices_include_tax, null::numeric as shipping_price, null::numeric as shipping_rate_percent)
      ${cartRowsSql(ctx, sql`desk`)}`),
  ])
  if (customerId !== null && !customer) throw kernelFail('reference.missing', { field: 'customerId' })
  const cart = await readCart(ctx, rows)
  return {
    ...cart,
    email: cart.email ?? customer?.email ?? null,
    name: cart.name ?? customer?.name ?? null,
    phone: cart.phone ?? customer?.phone ?? null,
    address: cart.address ?? customer?.address ?? null,
  }
}
