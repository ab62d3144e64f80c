import { dayMoment } from '../../../../storefront/dates.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import type { PassportPiece } from '../../../../storefront/views/passport.ts'
import type { Worded } from '../passport/read-passport.ts'
import type { PublishedPassport } from './passport-pages.ts'

/** The page's view of a published passport. */
export function pieceView(passport: PublishedPassport, makerUrl: string, locale: Locale): PassportPiece {
  const { content } = passport
  const said = (text: Worded): string => (locale === 'th' ? text.th : null) ?? text.en
  const saidOrNull = (text: Worded | undefined): string | null => (text ? said(text) : null)
  const path = `/p/${encodeURIComponent(passport.maker_code)}/${encodeURIComponent(passport.compact)}`
  return {
    serial: passport.serial,
    compact: passport.compact,
    product: said(content.product.name),
    maker: { name: passport.maker_name, code: passport.maker_code, url: makerUrl },
    revoked: passport.revoked,
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
