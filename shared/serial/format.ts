import { hasValidCheck } from './check.ts'
import { decodeCrockford, isCrockford } from './crockford.ts'
import { dayNumber, dayOfNumber } from './day.ts'
import { fold } from './fold.ts'

/** What a serial says, which is also what its MAC is over. Codes may be as printed or folded. */
export interface SerialParts {
  /** The tenant's code, 2–6 of A–Z 0–9. */
  tenant: string
  /** `HAT`, `OEM` or a line of the tenant's own, 2–4 letters. */
  line: string
  /** The product's serial code, 1–8 of A–Z 0–9. */
  sku: string
  /** ISO date of issue in the tenant's time zone, 2020-01-01 to 2109-09-18. */
  day: string
  /** From 1, per tenant, line and day. */
  seq: number
}

/** A serial in human form as read from a text. Its CHECK holds; whether its HASH does needs the key. */
export interface HumanSerial {
  form: 'human'
  /** The whole folded text: what is looked up. */
  folded: string
  /** Folded TENANT LINE SKU YYYYMMDD SEQ without hyphens. */
  body: string
  hash: string
  check: string
  /** The folded parts, where separators show them: without, the limits of the parts are ambiguous. */
  parts?: SerialParts
}

/** A serial in compact form as read from a text. Its CHECK holds; whether its MAC does needs the key. */
export interface CompactSerial {
  form: 'compact'
  /** The 18 folded characters: what is looked up. */
  folded: string
  lineIndex: number
  day: string
  seq: number
  /** The first 40 bits of the MAC. */
  mac40: number
  check: string
}

/** Why a text is no serial: not of its shape, or of its shape with a wrong check character (mistyped). */
export type SerialRefusal = 'malformed' | 'check'

export type SerialReading<S> = { ok: true; serial: S } | { ok: false; reason: SerialRefusal }

/** The largest SEQ: 25 bits in the compact form. */
export const MAX_SEQ = 2 ** 25 - 1
/** The largest line index: 5 bits in the compact form. */
export const MAX_LINE_INDEX = 31
export const COMPACT_LENGTH = 18
/** Line indexes that are the same for every tenant; a tenant's further lines take 2–31. */
export const STANDARD_LINE_INDEX: Readonly<Record<string, number>> = { HAT: 0, OEM: 1 }

const LONGEST_TYPED = 200
const TAIL = 5

/** True for a tenant code as printed: 2–6 of A–Z 0–9. */
export function isTenantCode(code: string): boolean {
  return /^[0-9A-Z]{2,6}$/.test(code)
}

/** True for a line code as printed: 2–4 letters A–Z. */
export function isLineCode(code: string): boolean {
  return /^[A-Z]{2,4}$/.test(code)
}

/** True for a product's serial code as printed: 1–8 of A–Z 0–9. */
export function isSkuCode(code: string): boolean {
  return /^[0-9A-Z]{1,8}$/.test(code)
}

/** SEQ as printed: at least five digits. */
export function formatSeq(seq: number): string {
  return String(seq).padStart(5, '0')
}

/** Reads either form; their lengths cannot be confused (18 against 23 and more). */
export function parseSerial(text: string): SerialReading<HumanSerial | CompactSerial> {
  if (text.length > LONGEST_TYPED) return { ok: false, reason: 'malformed' }
  return fold(text).length === COMPACT_LENGTH ? parseCompact(text) : parseHuman(text)
}

/**
 * Reads a human form as people type it: any case, with or without hyphens or spaces, O for 0, I or L for 1.
 * Refuses one whose check character is wrong.
 */
export function parseHuman(text: string): SerialReading<HumanSerial> {
  if (text.length > LONGEST_TYPED) return { ok: false, reason: 'malformed' }
  const folded = fold(text)
  const reason = refusalOfHuman(folded)
  if (reason !== undefined) return { ok: false, reason }
  const body = folded.slice(0, -TAIL)
  const hash = folded.slice(-TAIL, -1)
  const check = folded.slice(-1)
  const parts = partsOf(text)
  return { ok: true, serial: { form: 'human', folded, body, hash, check, ...(parts && { parts }) } }
}

/** Why a folded text is no human form, or undefined; whether its HASH holds needs the key. */
export function refusalOfHuman(folded: string): SerialRefusal | undefined {
  // The body, then HASH and CHECK in Crockford's characters.
  if (!/^[0-9A-Z]{5,18}\d{13,16}[0-9A-HJKMNP-TV-Z]{5}$/.test(folded)) return 'malformed'
  return hasValidCheck(folded) ? undefined : 'check'
}

/** Reads a compact form, typed or scanned. Refuses one whose check character is wrong. */
export function parseCompact(text: string): SerialReading<CompactSerial> {
  if (text.length > LONGEST_TYPED) return { ok: false, reason: 'malformed' }
  const folded = fold(text)
  if (folded.length !== COMPACT_LENGTH || !isCrockford(folded)) return { ok: false, reason: 'malformed' }
  if (!hasValidCheck(folded)) return { ok: false, reason: 'check' }
  const seq = decodeCrockford(folded.slice(4, 9))
  if (seq === 0) return { ok: false, reason: 'malformed' }
  return {
    ok: true,
    serial: {
      form: 'compact',
      folded,
      lineIndex: decodeCrockford(folded.slice(0, 1)),
      day: dayOfNumber(decodeCrockford(folded.slice(1, 4))),
      seq,
      mac40: decodeCrockford(folded.slice(9, 17)),
      check: folded.slice(17),
    },
  }
}

const DASHES = /[\p{Pd}\u2212\u00ad]+/u
const DASHES_OR_SPACES = /[\s\p{Pd}\u2212\u00ad]+/u

// Spaces count as separators only where hyphens alone do not give seven pieces: 'MA01 HAT …' is read as well
// as 'MA01-HAT-TE ST-…'.
function partsOf(text: string): SerialParts | undefined {
  return partsFrom(text.split(DASHES)) ?? partsFrom(text.trim().split(DASHES_OR_SPACES))
}

function partsFrom(pieces: readonly string[]): SerialParts | undefined {
  if (pieces.length !== 7) return undefined
  const [tenant = '', line = '', sku = '', date = '', seq = '', hash = '', check = ''] = pieces.map(fold)
  if (!/^\d{8}$/.test(date) || !/^\d{5,8}$/.test(seq) || hash.length !== 4 || check.length !== 1)
    return undefined
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`
  const parts: SerialParts = { tenant, line, sku, day, seq: Number(seq) }
  // '000001' is no way to print 1, and its MAC is over '00001'.
  return formatSeq(parts.seq) === seq && refusalOf(parts) === undefined ? parts : undefined
}

/** What is wrong with the parts of a serial, or undefined. Codes may be as printed or folded. */
export function refusalOf(parts: SerialParts): string | undefined {
  if (!isTenantCode(parts.tenant)) return 'a tenant code is 2–6 of A–Z 0–9'
  // Folding turns the letters O, I and L of a line into digits.
  if (!/^[A-Z01]{2,4}$/.test(parts.line)) return 'a line code is 2–4 letters'
  if (!isSkuCode(parts.sku)) return 'a serial code is 1–8 of A–Z 0–9'
  if (dayNumber(parts.day) === undefined) return 'the day must be a date from 2020-01-01 to 2109-09-18'
  if (!Number.isInteger(parts.seq) || parts.seq < 1 || parts.seq > MAX_SEQ)
    return `SEQ goes from 1 to ${MAX_SEQ}`
  return undefined
}
