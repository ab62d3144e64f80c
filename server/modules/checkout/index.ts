import { defineModule } from '../../kernel/module.ts'
import { completeCart } from './cart/complete-cart.ts'
import { createCart } from './cart/create-cart.ts'
import { forgetCarts } from './cart/forget-carts.ts'
import { getCart } from './cart/get-cart.ts'
import { updateCart } from './cart/update-cart.ts'
import { placeDeskOrder } from './desk-order/place-desk-order.ts'
import { quoteDeskOrder } from './desk-order/quote-desk-order.ts'
import { getShopOrder } from './order/get-shop-order.ts'
import { listShopShippingMethods, shippingMethods } from './shipping-method/shipping-methods.ts'
import { getProduct } from './shop/get-product.ts'
import { listCategories } from './shop/list-categories.ts'
import { listProducts } from './shop/list-products.ts'

export { importShippingMethods, type ShippingMethodToImport } from './shipping-method/shipping-methods.ts'

/** The shop: what is for sale, carts, and the order that a cart becomes. */
export const checkoutModule = defineModule({
  name: 'checkout',
  operations: [
    listProducts,
    getProduct,
    listCategories,
    listShopShippingMethods,
    createCart,
    getCart,
    updateCart,
    completeCart,
    getShopOrder,
    quoteDeskOrder,
    placeDeskOrder,
    ...shippingMethods.operations,
  ],
  // The log calls it what it becomes: an order.
  records: { desk_order: 'nobody' },
  schedules: [forgetCarts],
  invariants: new URL('./invariants/', import.meta.url),
})
