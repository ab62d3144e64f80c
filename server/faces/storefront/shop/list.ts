import type { FastifyReply } from 'fastify'
import { compareQuantity } from '../../../../shared/quantity.ts'
import {
  type Locale,
  type ProductCard,
  type ShopListView,
  shopListPage,
} from '../../../../storefront/index.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import { moneyText, named } from './amounts.ts'
import { availabilityOf, pictureOf, piecesOf } from './goods.ts'
import type { ShopVisit } from './shop-visit.ts'

type Listed = AnswerOf<'checkout.product.list'>['items'][number]

/** What the shop sells: all of it, a category, or what was searched for. */
export async function showShop(visit: ShopVisit): Promise<FastifyReply> {
  const asked = readForm(visit.request.query)
  const [query, category, cursor] = [
    asked.text('q').slice(0, 100),
    asked.text('category'),
    asked.text('cursor'),
  ]
  const [found, categories, cart] = await Promise.all([
    visit.run('checkout.product.list', {
      count: 'true',
      ...(query === '' ? {} : { q: query }),
      ...(category === '' ? {} : { category }),
      ...(cursor === '' ? {} : { after: cursor }),
    }),
    visit.run('checkout.category.list', {}),
    visit.cart(),
  ])
  const view: ShopListView = {
    query,
    categories: categories.items.map(({ name }) => ({ slug: name, name })),
    category: category === '' ? null : category,
    products: found.items.map((product) => card(product, visit.locale)),
    total: found.total ?? found.items.length,
    nextCursor: found.next,
    firstPage: cursor === '',
  }
  return visit.send(shopListPage(view, visit.page(cart)), { keep: 'shop' })
}

/** A product with its variants is one card: the lowest price of all, and what is there of any. */
function card(product: Listed, locale: Locale): ProductCard {
  const { variants, price } = product
  const name = named(product, locale)
  const lowest = variants && compareQuantity(variants.lowestPrice.amount, price.amount) < 0
  const pieces = piecesOf(product.available) + (variants ? piecesOf(variants.available) : 0)
  return {
    slug: product.slug,
    name,
    picture: pictureOf(product.picture, name, locale),
    price: lowest
      ? { text: moneyText(variants.lowestPrice, locale), from: true }
      : { text: moneyText(price, locale) },
    availability: availabilityOf(pieces, product.backorder),
    serialised: product.serialised,
  }
}
