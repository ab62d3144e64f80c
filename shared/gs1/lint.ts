import { CSET_82, checkDigit, checkPair, LONGEST_CHECK_PAIR_BODY } from './check-digit.ts'
import {
  isCountryLetters,
  isCountryNumber,
  isCurrencyNumber,
  isMediaType,
  isPackageType,
} from './code-lists.ts'
import { lintCouponCode, lintCouponOffer } from './coupon.ts'
import { date, digits, each, fits, flaw, gcppos1, gcppos2, type Linter, shifted, whole } from './linter.ts'

const notCset82 = new RegExp(`[^${CSET_82.replace(/[-\]\\^/]/g, '\\$&')}]`)
const cset82 = each(notCset82, 'invalid_cset82_character')

const cset64: Linter = (text) => {
  const body = text.replace(/=+$/, '')
  const pads = text.length - body.length
  if (pads > 2 || (pads > 0 && text.length % 3 !== 0))
    return flaw('invalid_cset64_padding', body.length, pads)
  return each(/[^A-Za-z0-9_-]/, 'invalid_cset64_character')(body, {})
}

const csum: Linter = (text, options) => {
  if (text === '') return whole('too_short_for_check_digit', text)
  const wrong = digits(text, options)
  if (wrong) return wrong
  return checkDigit(text.slice(0, -1)) === Number(text.at(-1))
    ? undefined
    : flaw('incorrect_check_digit', text.length - 1, 1)
}

const csumalpha: Linter = (text, options) => {
  const body = text.slice(0, -2)
  if (body.length > LONGEST_CHECK_PAIR_BODY) return whole('too_long_for_check_pair_implementation', text)
  if (text.length < 2) return whole('too_short_for_check_pair', text)
  return (
    cset82(body, options) ??
    (checkPair(body) === text.slice(-2) ? undefined : flaw('incorrect_check_pair', text.length - 2, 2))
  )
}

/** A number of two digits up to `last`. */
const twoDigits =
  (last: number, name: string): Linter =>
  (text, options) => {
    if (text.length !== 2) return whole(`${name}_too_${text.length < 2 ? 'short' : 'long'}`, text)
    return digits(text, options) ?? (Number(text) > last ? whole(`illegal_${name}`, text) : undefined)
  }
const hh = twoDigits(23, 'hour')
const mi = twoDigits(59, 'minute')
const ss = twoDigits(59, 'second')

const hhmi: Linter = (text, options) =>
  text.length === 4
    ? (hh(text.slice(0, 2), options) ?? shifted(mi(text.slice(2), options), 2))
    : whole(`hour_with_minute_too_${text.length < 4 ? 'short' : 'long'}`, text)

/** An angle in ten-millionths of a degree, shifted to begin at 0. */
const angle =
  (name: string, degrees: number): Linter =>
  (text, options) => {
    if (text.length !== 10) return whole(`${name}_invalid_length`, text)
    return (
      digits(text, options) ??
      (Number(text) > degrees * 10_000_000 ? whole(`invalid_${name}`, text) : undefined)
    )
  }

const iban: Linter = (text) => {
  if (text.length < 4) return whole('iban_too_short', text)
  if (!isCountryLetters(text.slice(0, 2))) return flaw('illegal_iban_country_code', 0, 2)
  if (text.length > 34) return whole('iban_too_long', text)
  if (text.length <= 10) return whole('iban_too_short', text)
  let remainder = 0
  for (let i = 0; i < text.length; i++) {
    const at = (i + 4) % text.length
    const value = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(text[at]!)
    if (value < 0) return flaw('invalid_iban_character', at, 1)
    remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
  }
  return remainder === 1 ? undefined : flaw('incorrect_iban_checksum', 2, 2)
}

const importeridx: Linter = (text) =>
  text.length === 1
    ? each(/[^A-Za-z0-9_-]/, 'invalid_import_idx_character')(text, {})
    : whole('importer_idx_must_be_one_character', text)

const pcenc: Linter = (text) => {
  const at = text.search(/%(?![0-9A-Fa-f]{2})/)
  return at < 0 ? undefined : flaw('invalid_percent_sequence', at, Math.min(3, text.length - at))
}

const pieceoftotal: Linter = (text, options) => {
  const wrong = digits(text, options)
  if (wrong) return wrong
  const half = text.length / 2
  if (text === '' || !Number.isInteger(half)) return whole('invalid_length_for_piece_of_total', text)
  const piece = text.slice(0, half)
  const total = text.slice(half)
  if (/^0*$/.test(piece)) return flaw('zero_piece_number', 0, half)
  if (/^0*$/.test(total)) return flaw('zero_total_pieces', half, half)
  return piece > total ? whole('piece_number_exceeds_total', text) : undefined
}

const posinseqslash: Linter = (text) => {
  const [, position, end] = /^(\d+)\/(\d+)$/.exec(text) ?? []
  if (position === undefined || end === undefined) return whole('position_in_sequence_malformed', text)
  if (position.startsWith('0')) return flaw('illegal_zero_prefix', 0, position.length)
  if (end.startsWith('0')) return flaw('illegal_zero_prefix', position.length + 1, end.length)
  const isBeyond = position.length === end.length ? position > end : position.length > end.length
  return isBeyond ? whole('position_exceeds_end', text) : undefined
}

const nonzero: Linter = (text, options) =>
  digits(text, options) ?? (/^0*$/.test(text) ? whole('illegal_zero_value', text) : undefined)
const nozeroprefix: Linter = (text, options) =>
  text.startsWith('0') ? flaw('illegal_zero_prefix', 0, 1) : digits(text, options)

/** Checks of components by the names that the GS1 Barcode Syntax Dictionary gives them. */
export const LINTERS: Readonly<Record<string, Linter>> = {
  csetnumeric: digits,
  cset82,
  cset39: each(/[^#\-/0-9A-Z]/, 'invalid_cset39_character'),
  cset64,
  csum,
  csumalpha,
  gcppos1,
  gcppos2,
  hasnondigit: fits((text) => /[^0-9]/.test(text), 'requires_non_digit_character'),
  hh,
  hhmi,
  mi,
  ss,
  hyphen: fits((text) => /^-+$/.test(text), 'not_hyphen'),
  iban,
  importeridx,
  iso3166: fits(isCountryNumber, 'not_iso3166'),
  iso3166999: fits((text) => text === '999' || isCountryNumber(text), 'not_iso3166_or_999'),
  iso3166alpha2: fits(isCountryLetters, 'not_iso3166_alpha2'),
  iso4217: fits(isCurrencyNumber, 'not_iso4217'),
  iso5218: fits((text) => /^[0129]$/.test(text), 'invalid_biological_sex_code'),
  latitude: angle('latitude', 180),
  longitude: angle('longitude', 360),
  mediatype: fits(isMediaType, 'invalid_media_type'),
  nonzero,
  nozeroprefix,
  packagetype: fits(isPackageType, 'invalid_package_type'),
  pcenc,
  pieceoftotal,
  posinseqslash,
  winding: fits((text) => /^[019]$/.test(text), 'invalid_winding_direction'),
  yesno: fits((text) => /^[01]$/.test(text), 'not_zero_or_one'),
  yymmd0: date(2, true),
  yymmdd: date(2, false),
  yyyymmd0: date(4, true),
  yyyymmdd: date(4, false),
  zero: fits((text) => /^0+$/.test(text), 'not_zero'),
  couponcode: lintCouponCode,
  couponposoffer: lintCouponOffer,
}

/** The check of characters that each type of component has. */
export const TYPE_LINTERS = { N: 'csetnumeric', X: 'cset82', Y: 'cset39', Z: 'cset64' } as const
