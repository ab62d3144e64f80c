import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { isToken, readOrder } from '../../sales/index.ts'
import { TOKEN_HEADER, token } from '../cart/cart-input.ts'
import { presentShopOrder, shopOrder } from './shop-order.ts'

export const getShopOrder = query({
  name: 'checkout.order.get',
  summary: 'Read an order as its buyer',
  description: 'With the token of the cart that it was.',
  route: 'GET /shop/orders/:id',
  public: 'whoever has the token of the cart that the order was',
  headers: TOKEN_HEADER,
  input: z.object({ id, token }),
  output: shopOrder,
  example: { id: EXAMPLE_ID, token: 'qN0lY2sT0u5vW8xZ1bC4eF7hJ0kM3pR6' },
  async run(ctx, input) {
    const whole = await readOrder(ctx, input.id)
    if (!isToken(input.token, whole.order.token_hash)) throw kernelFail('not_found')
    return presentShopOrder(whole, ctx.tenant)
  },
})
