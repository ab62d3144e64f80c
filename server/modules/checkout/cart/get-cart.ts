import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { isToken } from '../../sales/index.ts'
import { TOKEN_HEADER, token } from './cart-input.ts'
import { type CartRow, cartRowsSql, givenSql, pricingSql } from './cart-rows.ts'
import { noSuchCart } from './cart-rules.ts'
import { cartFields, presentCart } from './present-cart.ts'
import { readCart } from './read-cart.ts'

export const getCart = query({
  name: 'checkout.cart.get',
  summary: 'Read a cart',
  description: 'With prices, tax and stock as they are now.',
  route: 'GET /shop/carts/:id',
  public: 'whoever has the token of the cart',
  headers: TOKEN_HEADER,
  input: z.object({ id, token }),
  output: cartFields,
  example: { id: EXAMPLE_ID, token: 'qN0lY2sT0u5vW8xZ1bC4eF7hJ0kM3pR6' },
  async run(ctx, input) {
    const rows = await ctx.tx.rows<CartRow>(sql`
      with before as materialized (
        select * from cart where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid
      ), given as (${givenSql(sql`(select b.lines from before b)`)}), ${pricingSql(ctx, sql`(select b.shipping_code from before b)`)}
      ${cartRowsSql(ctx, sql`before`)}`)
    const head = rows[0]
    if (!head || !isToken(input.token, head.token_hash)) throw noSuchCart()
    return presentCart(await readCart(ctx, rows), ctx.tenant)
  },
})
