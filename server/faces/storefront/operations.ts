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
import type { askByOrder } from '../../modules/ownership/claim/ask-by-order.ts'
import type { askToClaim } from '../../modules/ownership/claim/ask-to-claim.ts'
import type { confirmClaim, previewClaim } from '../../modules/ownership/claim/confirm-claim.ts'
import type { askForLink, leave } from '../../modules/ownership/owner/ask-for-link.ts'
import type { eraseMyself } from '../../modules/ownership/owner/erase-owner.ts'
import type { getMyPiece, getServicePhoto, listMyPieces } from '../../modules/ownership/owner/my-pieces.ts'
import type { reportFound, reportStolen } from '../../modules/ownership/owner/report-stolen.ts'
import type { cancelTransfer } from '../../modules/ownership/transfer/cancel-transfer.ts'
import type { offerTransfer } from '../../modules/ownership/transfer/offer-transfer.ts'
import type { readAsOwner } from '../../modules/passports/access/read-as-owner.ts'
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
  'ownership.claim.ask': typeof askToClaim
  'ownership.claim.ask_by_order': typeof askByOrder
  'ownership.claim.confirm': typeof confirmClaim
  'ownership.claim.preview': typeof previewClaim
  'ownership.link.ask': typeof askForLink
  'ownership.link.end': typeof leave
  'ownership.owner.erase_me': typeof eraseMyself
  'ownership.piece.get_mine': typeof getMyPiece
  'ownership.piece.list_mine': typeof listMyPieces
  'ownership.piece.report_found': typeof reportFound
  'ownership.piece.report_stolen': typeof reportStolen
  'ownership.service.photo': typeof getServicePhoto
  'ownership.transfer.cancel': typeof cancelTransfer
  'ownership.transfer.offer': typeof offerTransfer
  'passports.passport.get_mine': typeof readAsOwner
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
