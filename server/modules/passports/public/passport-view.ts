import { dayMoment } from '../../../../storefront/dates.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import type { PassportPiece } from '../../../../storefront/views/passport.ts'
import type { PassportContent, Worded } from '../passport/read-passport.ts'
import type { PublishedPassport } from './passport-pages.ts'

/** The page's view of a published passport. */
export function pieceView(passport: PublishedPassport, makerUrl: string, locale: Locale): PassportPiece {
  const path = routes.passport(passport.maker_code, passport.compact)
  const { content, serial, compact, revoked, maker_code: code, maker_name: name } = passport
  return contentView({
    ...{ content, serial, compact, revoked, path, locale },
    maker: { name, code, url: makerUrl },
    shownTo: { audience: 'public' },
  })
}

interface Shown {
  readonly content: PassportContent
  readonly serial: string
  readonly compact: string
  readonly revoked: boolean
  readonly maker: PassportPiece['maker']
  readonly shownTo: PassportPiece['shownTo']
  /** Where this very view is: the other forms of it are there, too. */
  readonly path: string
  readonly locale: Locale
}

/** The page's view of what a passport says to any audience. */
export function contentView({ content, locale, path, ...rest }: Shown): PassportPiece {
  const said = (text: Worded): string => (locale === 'th' ? text.th : null) ?? text.en
  const saidOrNull = (text: Worded | undefined): string | null => (text ? said(text) : null)
  return {
    ...rest,
    product: said(content.product.name),
    description: saidOrNull(content.description),
    madeOn: content.madeOn ? dayMoment(content.madeOn, locale) : null,
    place: saidOrNull(content.place),
    people: content.people ?? [],
    operations: (content.operations ?? []).map((one) => ({
      name: said(one.name),
      completedOn: one.completedOn === null ? null : dayMoment(one.completedOn, locale),
    })),
    materials: (content.materials ?? []).map((one) => ({
      name: said(one.name),
      quantity: `${one.quantity} ${one.unit}`,
      lot: one.lot ?? null,
    })),
    certificates: content.certificates ?? [],
    care: saidOrNull(content.care),
    repair: saidOrNull(content.repair),
    carbonKg: content.carbonKg ?? null,
    recycledPercent: content.recycledPercent ?? null,
    credentialUrl: `${path}?as=credential`,
    jsonLdUrl: `${path}?as=jsonld`,
  }
}
