/**
 * The addresses and form fields of the public pages. What is served and what is linked read them from here.
 */

const part = encodeURIComponent

function withQuery(path: string, query: Readonly<Record<string, string | null | undefined>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parameters.set(name, value)
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

export const routes = {
  /** Central landing page. */
  home: () => '/',
  /** Central. GET the form, POST it. */
  signUp: () => '/signup',
  /** Central. GET with `workshop`: redirects to the sign-in of that workshop's desk. */
  signIn: () => '/signin',
  /** GET with `q`, `category` (a slug) and `cursor`. */
  shop: (query: { q?: string; category?: string | null; cursor?: string | null } = {}) =>
    withQuery('/shop', query),
  /** GET; `option.{code}` chooses a variant to show. */
  product: (slug: string) => `/shop/${part(slug)}`,
  /** GET. */
  cart: () => '/cart',
  /** POST `product`, `option.{code}`…, `quantity`: adds to the cart, then to `/cart?notice=added`. */
  cartLines: () => '/cart/lines',
  /** POST `intent` (`set` with `quantity`, `increase`, `decrease`, `remove`), then to `/cart?notice=…`. */
  cartLine: (lineId: string) => `/cart/lines/${part(lineId)}`,
  /** GET the form; POST it with `intent` `place`, or `update` to see the total of what is chosen. */
  checkout: () => '/checkout',
  /** GET with `token`, the buyer's key to the order. */
  order: (orderId: string, token: string) => withQuery(`/orders/${part(orderId)}`, { token }),
  /** GET with `serial` and, for short and older numbers, `maker`: redirects to `verifySerial`. */
  verify: () => '/v',
  /** GET: the answer. */
  verifySerial: (makerCode: string, serial: string) => `/v/${part(makerCode)}/${part(serial)}`,
} as const

/** The same address in another language; the rest of its query is kept. */
export function inLanguage(path: string, locale: string): string {
  const [pathname = '/', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('lang', locale)
  return `${pathname}?${parameters}`
}
