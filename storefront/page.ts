import type { Locale, Translator } from './texts.ts'

/** The workshop whose shop is shown. */
export interface TenantFace {
  name: string
  slug: string
  /** Two to six of A–Z 0–9. */
  code: string
  /** On our own origin; the content policy refuses others. */
  logoUrl?: string
  /** `#rrggbb`; made readable in both colour schemes by `accentStylesheet`. */
  accentColour?: string
}

/** The maker of the piece that a page is about, on whatever host it is shown. */
export interface MakerFace {
  name: string
  /** Two to six of A–Z 0–9. */
  code: string
  /** Its shop. */
  url: string
  logoUrl?: string
  accentColour?: string
}

/** What every page needs. */
export interface CentralContext {
  locale: Locale
  /** Path and query of the page as a GET, for the link to the other language. */
  path: string
  t: Translator
  /** Whose piece it is: the page looks like its maker. */
  maker?: MakerFace | undefined
}

/** What a page of a workshop's shop needs. */
export interface PageContext extends CentralContext {
  tenant: TenantFace
  /** Pieces in the cart. */
  cartCount: number
}

/** For pages that answer on every host. */
export type AnyContext = CentralContext | PageContext

export function isTenantPage(context: AnyContext): context is PageContext {
  return 'tenant' in context
}

/** A day or an instant, as machines and as people read it (in the tenant's time zone). */
export interface Moment {
  iso: string
  text: string
}

export interface Picture {
  url: string
  /** What it shows, in the reader's language. */
  alt: string
  widthPx?: number
  heightPx?: number
}

/** Formatted in full, with its currency. */
export interface Price {
  text: string
  /** The lowest of several variants. */
  from?: boolean
  /** The price before a reduction. */
  before?: string
}

export type Availability =
  | { state: 'in-stock' }
  | { state: 'low'; left: number }
  | { state: 'made-to-order'; time?: string }
  | { state: 'sold-out' }

/** How tax stands to a price; `tax` names it, as in "VAT 7%". */
export type TaxNote = { kind: 'included'; tax: string } | { kind: 'added'; tax: string } | { kind: 'none' }

export interface Choice {
  value: string
  label: string
}

/** Errors beside fields: what to do, in the reader's language. */
export type FieldErrors<Field extends string> = Readonly<Partial<Record<Field, string>>>
