import type { FastifyReply } from 'fastify'
import {
  type CartLine,
  type CartNotice,
  type CartView,
  cartPage,
  type Locale,
  routes,
} from '../../../../storefront/index.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { type Form, readForm } from '../form.ts'
import { moneyText, named, totalsOf } from './amounts.ts'
import { pictureOf, piecesOf, variantText } from './goods.ts'
import { exactVariant, findProduct, OPTION_PREFIX } from './product.ts'
import type { Cart, HeldCart, ShopVisit } from './shop-visit.ts'

const QUANTITY_MAX = 99_999
const NOTICES: readonly CartNotice[] = ['added', 'updated', 'removed', 'stock-changed', 'price-changed']

export async function showCart(visit: ShopVisit): Promise<FastifyReply> {
  const held = await visit.cart()
  if (held?.cart.state === 'converted' && held.cart.orderId)
    return visit.goToOrder(held.cart.orderId, held.key.token)
  const page = visit.page(held, routes.cart())
  const asked = readForm(visit.request.query).text('notice')
  const notice = NOTICES.find((known) => known === asked) ?? null
  return visit.send(cartPage(viewOf(held?.cart, notice, visit), page), { keep: 'never' })
}

const EMPTY: Omit<CartView, 'notice'> = {
  lines: [],
  totals: { rows: [], total: '', includedTaxes: [] },
  canCheckOut: false,
}

function viewOf(cart: Cart | undefined, asked: CartNotice | null, visit: ShopVisit): CartView {
  if (!cart || cart.lines.length === 0) return { ...EMPTY, notice: asked === 'removed' ? asked : null }
  const { locale } = visit
  const lines = cart.lines.map((line) => lineOf(cart, line, locale))
  const isBlocked = lines.some((line) => line.problem !== null)
  return {
    lines,
    totals: totalsOf(cart, locale, visit.central().t),
    notice: isBlocked ? 'stock-changed' : cart.priceChanged ? 'price-changed' : asked,
    canCheckOut: !isBlocked,
  }
}

function lineOf(cart: Cart, line: Cart['lines'][number], locale: Locale): CartLine {
  const name = named(line, locale)
  const pieces = piecesOf(line.available)
  const quantity = Number(line.quantity)
  const isShort = line.problem === 'stock.short'
  return {
    id: line.productId,
    slug: line.slug,
    name,
    variant: variantText(line.options, name),
    picture: pictureOf(line.picture, name, locale),
    unitPrice: moneyText(line.unitPrice, locale),
    quantity,
    // Where more is asked for than there is, and that is no problem, the workshop makes more.
    quantityMax: isShort || pieces >= quantity ? pieces : QUANTITY_MAX,
    total: moneyText(cart.pricesIncludeTax ? line.gross : line.net, locale),
    problem:
      line.problem === null
        ? null
        : isShort && pieces > 0
          ? { kind: 'fewer-left', left: pieces }
          : { kind: 'sold-out' },
  }
}

/** Puts a product into the cart, a new one where there is none. */
export async function addToCart(visit: ShopVisit): Promise<FastifyReply> {
  const form = readForm(visit.request.body)
  const product = await findProduct(visit, form.text('product'))
  const wanted = form.startingWith(OPTION_PREFIX)
  const variant = exactVariant(product, wanted)
  const quantity = form.text('quantity') === '' ? 1 : form.count('quantity')
  const isBuyable = variant && (product.backorder || piecesOf(variant.available) > 0)
  if (!isBuyable || !quantity) {
    // The page shows what there is of this choice, and offers no more than that.
    const query = new URLSearchParams(
      Object.entries(wanted).map(([code, value]) => [OPTION_PREFIX + code, value]),
    )
    return visit.go(
      query.size > 0 ? `${routes.product(product.slug)}?${query}` : routes.product(product.slug),
    )
  }
  const line = { productId: variant.id, quantity }
  const held = await visit.cart()
  const isKept = held?.cart.state === 'open' && (await writeLines(visit, held, [...linesOf(held.cart), line]))
  visit.keepCart(isKept ? held.key : await visit.run('checkout.cart.create', { lines: [line] }))
  return visit.go(`${routes.cart()}?notice=added`)
}

/** Changes how many there are of a line, or takes it out. */
export async function changeLine(visit: ShopVisit): Promise<FastifyReply> {
  const { productId } = visit.request.params as { productId: string }
  const held = await visit.cart()
  const line = held?.cart.lines.find((one) => one.productId === productId)
  if (!held || !line || held.cart.state !== 'open') return visit.go(routes.cart())
  const quantity = wantedQuantity(readForm(visit.request.body), Number(line.quantity))
  if (quantity === undefined) return visit.go(routes.cart())
  const lines = linesOf(held.cart)
    .map((one) => (one.productId === productId ? { ...one, quantity } : one))
    .filter((one) => one.quantity !== 0)
  if (!(await writeLines(visit, held, lines))) return visit.go(routes.cart())
  visit.keepCart(held.key)
  return visit.go(`${routes.cart()}?notice=${quantity === 0 ? 'removed' : 'updated'}`)
}

/** How many are wanted from now on: 0 takes the line out, undefined leaves everything as it is. */
function wantedQuantity(form: Form, now: number): number | undefined {
  switch (form.text('intent')) {
    case 'increase':
      return Math.min(now + 1, QUANTITY_MAX)
    case 'decrease':
      return Math.max(now - 1, 1)
    case 'remove':
      return 0
    case 'set': {
      const typed = form.count('quantity')
      return typed !== undefined && typed <= QUANTITY_MAX ? typed : undefined
    }
    default:
      return undefined
  }
}

type Lines = { productId: string; quantity: string | number }[]
const linesOf = (cart: Cart): Lines => cart.lines.map(({ productId, quantity }) => ({ productId, quantity }))

/**
 * Writes the lines; false where the cart has become an order meanwhile. The API takes no line that is not for sale any
 * more, and such a line keeps none other from being changed: it leaves the cart with the next change.
 */
async function writeLines(visit: ShopVisit, { key, cart }: HeldCart, lines: Lines): Promise<boolean> {
  try {
    await visit.run('checkout.cart.update', { ...key, lines })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'checkout.cart_converted') return false
    if (error.code !== 'checkout.product_unavailable') throw error
    const gone = new Set(
      cart.lines
        .filter((line) => line.problem === 'checkout.product_unavailable')
        .map((line) => line.productId),
    )
    if (gone.size === 0) throw error
    await visit.run('checkout.cart.update', {
      ...key,
      lines: lines.filter((line) => !gone.has(line.productId)),
    })
  }
  return true
}
