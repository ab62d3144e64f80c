/**
 * Operations that need no role: `public` ones need not even a sign-in. Reviewed by hand; the guard fails when a
 * declaration and this list differ. Each operation says its reason itself.
 */
export const PUBLIC_OPERATIONS: Record<string, 'public' | 'any member'> = {
  'checkout.cart.complete': 'public',
  'checkout.cart.create': 'public',
  'checkout.cart.get': 'public',
  'checkout.cart.update': 'public',
  'checkout.category.list': 'public',
  'checkout.order.get': 'public',
  'checkout.product.get': 'public',
  'checkout.product.list': 'public',
  'checkout.shipping_method.offer': 'public',
  'identity.account.get': 'any member',
  'identity.invitation.accept': 'public',
  'identity.invitation.join': 'any member',
  'identity.invitation.preview': 'public',
  'identity.me': 'any member',
  'identity.me.rename': 'any member',
  'identity.session.end': 'any member',
  'identity.session.end_others': 'any member',
  'identity.session.list': 'any member',
  'live.change.list': 'any member',
  'payments.method.offer': 'public',
  'reporting.dashboard.get': 'any member',
  'search.desk': 'any member',
  'tenancy.workshop.brief': 'public',
  'tenancy.workshop.get': 'any member',
  'tenancy.workshop.open': 'any member',
  'tenancy.workshop.sign_up': 'public',
}
