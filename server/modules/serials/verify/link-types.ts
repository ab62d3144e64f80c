import { routes } from '../../../../storefront/routes.ts'
import { type Config, tenantOrigin } from '../../../kernel/config.ts'
import type { FoundProduct } from './gtin-lookup.ts'
import type { FoundPiece } from './lookup.ts'
import { claimUrlOf } from './page-view.ts'

/** Where GS1 says what its link types mean. */
export const GS1_VOCABULARY = 'https://ref.gs1.org/voc/'

/** One way on from a product or a piece: its type is a word of the GS1 Web Vocabulary. */
export interface TypedLink {
  readonly type: string
  readonly href: string
  readonly title: string
  readonly mediaType: 'text/html' | 'application/json'
  readonly languages: readonly string[]
}

/** Links of one level of a Digital Link: the GTIN, or the piece. The first is the default. */
export interface LinkLevel {
  readonly anchor: string
  readonly description: string
  readonly links: readonly TypedLink[]
}

const page = (type: string, href: string, title: string): TypedLink => ({
  type,
  href,
  title,
  mediaType: 'text/html',
  languages: ['en', 'th'],
})

/** Where a GTIN leads: to the product in its maker's shop, else to where its pieces are checked. */
export function linksOfProduct(config: Config, found: FoundProduct): LinkLevel {
  const origin = tenantOrigin(config, found.maker_slug)
  const { product } = found
  const links = [page('verificationService', origin + routes.verify(), 'Check whether a piece is genuine')]
  if (product.published) links.unshift(page('pip', origin + routes.product(product.slug), product.name))
  return {
    anchor: `${config.publicUrl}/01/${found.gtin}`,
    description: product.name,
    links,
  }
}

/** Where a piece leads: to its own page, and to what that page leads to. */
export function linksOfPiece(
  config: Config,
  anchor: string,
  piece: FoundPiece,
  passportUrl: string | null,
): LinkLevel {
  const number = piece.compact ?? piece.serial
  const own = config.publicUrl + routes.verifySerial(piece.maker_code, number)
  const links = [
    page('verificationService', own, 'Is this piece genuine'),
    {
      ...page(
        'verificationService',
        `${config.publicUrl}/api/public/serial/verify/${encodeURIComponent(number)}`,
        'Is this piece genuine, for programs',
      ),
      mediaType: 'application/json',
    } as const,
    page('pip', own, piece.product.name),
    page('recallStatus', own, 'Whether its maker recalls it'),
  ]
  if (passportUrl !== null)
    for (const type of ['dpp', 'sustainabilityInfo', 'traceability'])
      links.push(page(type, config.publicUrl + passportUrl, 'Passport: made by whom, when and of what'))
  const claimUrl = claimUrlOf(config, piece)
  if (claimUrl !== null) links.push(page('registerProduct', claimUrl, 'Claim this piece as yours'))
  return { anchor, description: `${piece.product.name}, ${piece.serial}`, links }
}

/** RFC 9264 in JSON, level by level. */
export function linksetOf(levels: readonly LinkLevel[]): string {
  return JSON.stringify({
    linkset: levels.map(({ anchor, description, links }) => {
      const targets = Map.groupBy(links, ({ type }) => GS1_VOCABULARY + type)
      const [first] = links
      return {
        anchor,
        description,
        [`${GS1_VOCABULARY}defaultLink`]: [{ href: first!.href, title: first!.title }],
        ...Object.fromEntries(
          [...targets].map(([type, same]) => [
            type,
            same.map(({ href, title, mediaType, languages }) => ({
              href,
              title,
              type: mediaType,
              hreflang: languages,
            })),
          ]),
        ),
      }
    }),
  })
}

/** A link type as `gs1:pip`, `pip` or its whole address, as the word alone. */
export const linkTypeOf = (asked: string): string =>
  asked.replace(/^(gs1:|https?:\/\/(www\.|ref\.)?gs1\.org\/voc\/)/, '')

/** The link of a type on the most exact level that has one. */
export function linkOfType(levels: readonly LinkLevel[], type: string): Pick<TypedLink, 'href'> | undefined {
  for (const { links } of levels) {
    const found = type === 'defaultLink' ? links[0] : links.find((link) => link.type === type)
    if (found) return found
  }
  return undefined
}
