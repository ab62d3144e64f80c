import { dayMoment, timeMoment } from '../../../../storefront/dates.ts'
import type { AnyContext, MakerFace, Picture } from '../../../../storefront/page.ts'
import { routes } from '../../../../storefront/routes.ts'
import { type Locale, translator } from '../../../../storefront/texts.ts'
import type { PieceVerdict, VerifiedPiece, VerifyView } from '../../../../storefront/views/verify.ts'
import { type Config, tenantOrigin } from '../../../kernel/config.ts'
import type { ReadNote } from '../registry/notes.ts'
import type { FoundPiece } from './lookup.ts'
import type { HostMaker } from './maker-of-host.ts'

/** More scans than this are unusual for one piece: its number may have been copied. */
const MANY_SCANS = 100

/**
 * What the page needs besides the answer: the language, the address, the maker on whose host it is shown, and the maker of the piece
 * that it is about.
 */
export function pageContext(
  locale: Locale,
  path: string,
  host: HostMaker | undefined,
  maker?: MakerFace,
): AnyContext {
  const context = { locale, path, t: translator(locale) }
  if (!host) return { ...context, maker }
  const { folded: _folded, ...tenant } = host
  return { ...context, tenant, cartCount: 0 }
}

function verdictOf(piece: FoundPiece): PieceVerdict {
  if (piece.status === 'recalled' || piece.status === 'stolen') return piece.status
  return piece.status === 'void' || piece.status === 'scrapped' ? 'withdrawn' : 'genuine'
}

function stageOf(piece: FoundPiece): VerifiedPiece['stage'] {
  if (piece.status === 'claimed') return 'claimed'
  if (piece.made_on === null) return 'in-making'
  return piece.status === 'issued' || piece.status === 'in_stock' ? 'made' : 'sold'
}

/** Where the buyer of a piece makes it theirs, as long as nobody has. */
export const claimUrlOf = (config: Config, piece: FoundPiece): string | null =>
  piece.status === 'sold' ? tenantOrigin(config, piece.maker_slug) + routes.claim() : null

/** What else the page says of a piece. */
export interface Beside {
  /** With this one. */
  readonly scans: number
  readonly note: ReadNote | undefined
  readonly passportUrl: string | null
  readonly picture: Picture | undefined
  readonly now: Date
  readonly locale: Locale
}

/** The page's view of a genuine piece. */
export function pieceView(config: Config, piece: FoundPiece, beside: Beside): VerifyView {
  const { product } = piece
  const { scans, note, passportUrl, picture, now, locale } = beside
  const notice = piece.status === 'recalled' ? note?.notice : undefined
  return {
    result: verdictOf(piece),
    checkedAt: timeMoment(now, locale, piece.time_zone),
    piece: {
      serial: piece.serial,
      product: (locale === 'th' ? product.name_th : null) ?? product.name,
      picture: picture ?? null,
      maker: {
        name: piece.maker_name,
        code: piece.maker_code,
        place: null,
        url: tenantOrigin(config, piece.maker_slug),
        email: null,
      },
      madeOn: piece.made_on === null ? null : dayMoment(piece.made_on, locale),
      line: { code: piece.line, name: null },
      materials: null,
      stage: stageOf(piece),
      scans,
      manyScans: scans > MANY_SCANS,
      passportUrl,
      claimUrl: claimUrlOf(config, piece),
      claimedOn: note?.claimedOn ? dayMoment(note.claimedOn, locale) : null,
      notice: notice
        ? {
            text: (locale === 'th' ? notice.textTh : null) ?? notice.text,
            since: dayMoment(notice.since, locale),
          }
        : null,
    },
  }
}
