import type { FastifyReply } from 'fastify'
import {
  type Locale,
  type PageContext,
  type Picture,
  type ProductOption,
  type ProductView,
  productPage,
} from '../../../../storefront/index.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import { factLabel, optionName, passportHolds } from '../texts.ts'
import { LANGUAGE_TAGS, moneyText, named } from './amounts.ts'
import { availabilityOf, pictureOf, piecesOf, quantityMaxOf } from './goods.ts'
import type { ShopVisit } from './shop-visit.ts'

export type Product = AnswerOf<'checkout.product.get'>
export type Variant = Product['variants'][number]
type Options = Readonly<Record<string, string>>

/** Fields of the form and of the address that choose a variant. */
export const OPTION_PREFIX = 'option.'

export async function showProduct(visit: ShopVisit): Promise<FastifyReply> {
  const { slug } = visit.request.params as { slug: string }
  const [product, cart] = await Promise.all([findProduct(visit, slug), visit.cart()])
  const wanted = readForm(visit.request.query).startingWith(OPTION_PREFIX)
  const view = viewOf(product, nearestVariant(product, wanted), visit.locale, visit.tenant.code)
  const page: PageContext = visit.page(cart)
  return visit.send(productPage(view, page), { keep: 'shop' })
}

/** Reads a product; what can be no product's address is not found either. */
export async function findProduct(visit: ShopVisit, slug: string): Promise<Product> {
  try {
    return await visit.run('checkout.product.get', { slug })
  } catch (error) {
    throw error instanceof Problem && error.status === 400 ? fail('not_found') : error
  }
}

const matches = (variant: Variant, wanted: Options): number =>
  Object.entries(wanted).filter(([code, value]) => variant.options[code] === value).length

/** The variant that has most of the wanted options; the product itself where nothing is wanted. */
export function nearestVariant(product: Product, wanted: Options): Variant {
  let nearest: Variant = product
  for (const variant of product.variants) {
    if (matches(variant, wanted) > matches(nearest, wanted)) nearest = variant
  }
  return nearest
}

/** The variant that has exactly the wanted options. */
export const exactVariant = (product: Product, wanted: Options): Variant | undefined => {
  const nearest = nearestVariant(product, wanted)
  return matches(nearest, wanted) === Object.keys(wanted).length ? nearest : undefined
}

/** What tells the variants apart: options of which there is more than one value. */
function optionsOf(product: Product, chosen: Variant, locale: Locale): ProductOption[] {
  const values = new Map<string, Set<string>>()
  for (const { options } of product.variants) {
    for (const [code, value] of Object.entries(options)) {
      values.set(code, (values.get(code) ?? new Set()).add(value))
    }
  }
  const isSoldOut = (wanted: Options): boolean => {
    const variant = exactVariant(product, wanted)
    return !variant || availabilityOf(piecesOf(variant.available), product.backorder).state === 'sold-out'
  }
  return [...values]
    .filter(([, of]) => of.size > 1)
    .map(([code, of]) => ({
      code,
      name: optionName(code, locale),
      values: [...of].map((value) => ({
        value,
        label: value,
        selected: chosen.options[code] === value,
        soldOut: isSoldOut({ ...chosen.options, [code]: value }),
      })),
    }))
}

function viewOf(product: Product, chosen: Variant, locale: Locale, makerCode: string): ProductView {
  const name = named(chosen, locale)
  const description = (locale === 'th' ? product.descriptionTh : null) ?? product.description ?? ''
  const pieces = piecesOf(chosen.available)
  const { tax, category } = product
  const pictures = chosen.pictures.length > 0 ? chosen.pictures : product.pictures
  return {
    // The form says which product by its address: the options beside it say which variant.
    id: product.slug,
    slug: product.slug,
    name,
    description: description.split(/\n+/).filter((paragraph) => paragraph.trim() !== ''),
    category: category === null ? null : { slug: category, name: category },
    pictures: pictures
      .map((kept) => pictureOf(kept, name, locale))
      .filter((picture): picture is Picture => picture !== null),
    options: optionsOf(product, chosen, locale),
    price: { text: moneyText(chosen.price, locale) },
    tax: tax ? { kind: tax.included ? 'included' : 'added', tax: named(tax, locale) } : { kind: 'none' },
    availability: availabilityOf(pieces, product.backorder),
    quantityMax: quantityMaxOf(pieces, product.backorder),
    madeIn: null,
    facts: factsOf(product, chosen, locale),
    // A number in the workshop's own form that no workshop issues: TEST is nobody's product.
    passport: product.serialised
      ? { exampleSerial: `${makerCode}-HAT-TEST-20251109-00001-7K2M-C`, holds: passportHolds(locale) }
      : null,
  }
}

function factsOf(product: Product, chosen: Variant, locale: Locale): ProductView['facts'] {
  const facts = [{ label: factLabel('sku', locale), value: chosen.sku }]
  if (product.weightG !== null) {
    const isHeavy = product.weightG >= 1000
    const format = new Intl.NumberFormat(LANGUAGE_TAGS[locale], {
      style: 'unit',
      unit: isHeavy ? 'kilogram' : 'gram',
      maximumFractionDigits: 2,
    })
    const value = format.format(isHeavy ? product.weightG / 1000 : product.weightG)
    facts.unshift({ label: factLabel('weight', locale), value })
  }
  return facts
}
