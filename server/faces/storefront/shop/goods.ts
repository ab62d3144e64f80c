import type { Availability, Locale, Picture } from '../../../../storefront/index.ts'

/** So few are said to be few. */
const LOW_STOCK = 3
/** As many as one order can take of one product where there is no end to them. */
const QUANTITY_MAX = 99

/** Whole pieces that can be bought now. */
export const piecesOf = (available: string): number => Math.max(0, Math.floor(Number(available)))

export function availabilityOf(pieces: number, isBackorder: boolean): Availability {
  if (pieces === 0) return { state: isBackorder ? 'made-to-order' : 'sold-out' }
  return pieces <= LOW_STOCK ? { state: 'low', left: pieces } : { state: 'in-stock' }
}

/** The most that may be asked for at once. */
export const quantityMaxOf = (pieces: number, isBackorder: boolean): number =>
  isBackorder ? QUANTITY_MAX : Math.min(pieces, QUANTITY_MAX)

interface KeptPicture {
  readonly url: string
  readonly alt: string | null
  readonly altTh: string | null
}

export function pictureOf(
  kept: KeptPicture | null | undefined,
  name: string,
  locale: Locale,
): Picture | null {
  if (!kept) return null
  return { url: kept.url, alt: (locale === 'th' ? kept.altTh : kept.alt) ?? kept.alt ?? name }
}

/** The chosen options, as "Cognac, M", less what the name says already. */
export function variantText(options: Readonly<Record<string, string>>, name: string): string | null {
  const inName = name.toLowerCase()
  const told = Object.values(options).filter((value) => !inName.includes(value.toLowerCase()))
  return told.length === 0 ? null : told.join(', ')
}
