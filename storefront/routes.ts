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
  /** On a workshop's host. GET the form with `code`, or with `order`, `token` and `piece`; POST it. */
  claim: (query: { code?: string; order?: string; token?: string; piece?: string } = {}) =>
    withQuery('/claim', query),
  /** GET: what the mailed link leads to; POST `token` and, where it is asked for, `name`. */
  claimConfirm: (token?: string) => withQuery('/claim/confirm', { token }),
  /** GET: an owner's pieces, or the form to ask for the link to them; POST `email` asks. With `token`: the mailed link. */
  myPieces: (query: { token?: string; notice?: string } = {}) => withQuery('/my-pieces', query),
  /** POST: forgets the link on this device. */
  leaveMyPieces: () => '/my-pieces/leave',
  /** POST: has everything erased by which the owner is known. */
  eraseMe: () => '/my-pieces/erase',
  /** GET: one of them. */
  myPiece: (serialId: string, query: { notice?: string } = {}) =>
    withQuery(`/my-pieces/${part(serialId)}`, query),
  /** POST `email` (or none): offers it to the next owner. */
  transferPiece: (serialId: string) => `/my-pieces/${part(serialId)}/transfer`,
  /** POST: takes the offer back. */
  cancelTransfer: (serialId: string) => `/my-pieces/${part(serialId)}/transfer/cancel`,
  /** POST `note`. */
  reportStolen: (serialId: string) => `/my-pieces/${part(serialId)}/stolen`,
  /** POST. */
  reportFound: (serialId: string) => `/my-pieces/${part(serialId)}/found`,
  /** GET: a photo of its service history. */
  servicePhoto: (serialId: string, fileId: string) => `/my-pieces/${part(serialId)}/photos/${part(fileId)}`,
  /** GET: a piece's passport as its owner sees it. */
  myPassport: (serialId: string) => `/my-pieces/${part(serialId)}/passport`,
  /** GET the form to type a serial, for whoever has a key to what is for authorities; with `serial`: redirects to `passport`. */
  passports: () => '/p',
  /** GET: what its maker tells of a piece. */
  passport: (makerCode: string, serial: string) => `/p/${part(makerCode)}/${part(serial)}`,
} as const

/** The same address in another language; the rest of its query is kept. */
export function inLanguage(path: string, locale: string): string {
  const [pathname = '/', query = ''] = path.split('?', 2)
  const parameters = new URLSearchParams(query)
  parameters.set('lang', locale)
  return `${pathname}?${parameters}`
}
