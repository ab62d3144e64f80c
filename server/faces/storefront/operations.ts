import type { z } from 'zod'
import { type Caller, execute } from '../../kernel/command/execute.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { completeCart } from '../../modules/checkout/cart/complete-cart.ts'
import type { createCart } from '../../modules/checkout/cart/create-cart.ts'
import type { getCart } from '../../modules/checkout/cart/get-cart.ts'
import type { updateCart } from '../../modules/checkout/cart/update-cart.ts'
import type { getShopOrder } from '../../modules/checkout/order/get-shop-order.ts'
import type { listShopShippingMethods } from '../../modules/checkout/shipping-method/shipping-methods.ts'
import type { getProduct } from '../../modules/checkout/shop/get-product.ts'
import type { listCategories } from '../../modules/checkout/shop/list-categories.ts'
import type { listProducts } from '../../modules/checkout/shop/list-products.ts'
import type { listShopPaymentMethods } from '../../modules/payments/method/payment-methods.ts'
import type { signUp } from '../../modules/tenancy/workshop/open-workshop.ts'

/** What the pages ask for: the operations that the API has, by their names. */
interface Operations {
  'checkout.cart.complete': typeof completeCart
  'checkout.cart.create': typeof createCart
  'checkout.cart.get': typeof getCart
  'checkout.cart.update': typeof updateCart
  'checkout.category.list': typeof listCategories
  'checkout.order.get': typeof getShopOrder
  'checkout.product.get': typeof getProduct
  'checkout.product.list': typeof listProducts
  'checkout.shipping_method.offer': typeof listShopShippingMethods
  'payments.method.offer': typeof listShopPaymentMethods
  'tenancy.workshop.sign_up': typeof signUp
}
export type OperationName = keyof Operations
export type InputOf<Name extends OperationName> = z.input<Operations[Name]['input']>
export type AnswerOf<Name extends OperationName> = z.output<Operations[Name]['output']>

/** Runs an operation as the API would, and gives its answer. Throws its refusals. */
export async function run<Name extends OperationName>(
  kernel: Kernel,
  name: Name,
  input: InputOf<Name>,
  caller: Caller,
): Promise<AnswerOf<Name>> {
  const { body } = await execute(kernel, kernel.operation(name), input, caller)
  // What an operation gives is checked by its own types; JSON keeps it as it is.
  return JSON.parse(body) as AnswerOf<Name>
}
