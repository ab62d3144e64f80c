import { newId } from '../../../../shared/ids.ts'
import { query } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { cartFields, presentCart } from '../cart/present-cart.ts'
import { deskOrderInput, priceDeskOrder } from './desk-order.ts'

export const quoteDeskOrder = query({
  name: 'checkout.desk_order.quote',
  permission: 'checkout.desk_order.place',
  summary: 'Price an order before it is placed',
  description:
    'Prices, taxes, stock and totals as an order of this moment would have them, and what it still needs. Nothing is written.',
  route: 'POST /orders/quote',
  errors: ['reference.missing', 'value.out_of_range'],
  input: deskOrderInput,
  output: cartFields.omit({
    id: true,
    state: true,
    orderId: true,
    contact: true,
    address: true,
    priceChanged: true,
  }),
  example: { lines: [{ productId: EXAMPLE_ID, quantity: '1' }] },
  async run(ctx, input) {
    const cart = await priceDeskOrder(ctx, newId(ctx.now.getTime()), input)
    // What was never shown has not changed. Who buys is known to whoever asks.
    const { id, state, orderId, contact, address, priceChanged, ...quote } = presentCart(
      { ...cart, shownTotalMinor: cart.quote.totalMinor },
      ctx.tenant,
    )
    return quote
  },
})
