// Server only: signs with node:crypto.
import { CHECK_START, closeCheck, extendCheck } from './check.ts'
import { encodeCrockford, isCrockford } from './crockford.ts'
import { dayNumber } from './day.ts'
import { fold } from './fold.ts'
import {
  formatSeq,
  isLineCode,
  MAX_LINE_INDEX,
  MAX_SEQ,
  refusalOf,
  type SerialParts,
  STANDARD_LINE_INDEX,
} from './format.ts'
import { equalInConstantTime, hmacSha256, type TenantKey } from './mac.ts'

export { type TenantKey, tenantKey } from './mac.ts'

/** The parts of a serial with the number its line has in the compact form: HAT 0, OEM 1, others 2–31. */
export interface CompactParts extends SerialParts {
  lineIndex: number
}

export interface MintedHuman {
  /** As printed: `MA01-HAT-TEST-20251109-00001-7K2M-C`. */
  human: string
  folded: string
  nonce: number
}

export interface MintedCompact {
  compact: string
  nonce: number
}

/** A range of SEQ on one line, product and day. */
export interface SerialRange {
  tenant: string
  line: string
  lineIndex: number
  sku: string
  day: string
  firstSeq: number
  count: number
}

export interface MintedSerial {
  seq: number
  human: string
  folded: string
  humanNonce: number
  compact: string
  compactNonce: number
}

/**
 * The human form of one serial.
 *
 * @throws RangeError for parts outside the rules
 */
export function mintHuman(parts: SerialParts, key: TenantKey): MintedHuman {
  assertPrintable(parts)
  return humanOf(headOf(parts), parts.seq, key)
}

/**
 * The compact form of one serial.
 *
 * @throws RangeError for parts outside the rules, or a line index that is not the line's
 */
export function mintCompact(parts: CompactParts, key: TenantKey): MintedCompact {
  assertPrintable(parts)
  assertLineIndex(parts.line, parts.lineIndex)
  return compactOf(headOf(parts), compactHeadOf(parts), parts.seq, key)
}

/**
 * Both forms of every serial of a range, in order of SEQ. Reserving the range is the caller's.
 *
 * @throws RangeError as {@link mintCompact}, and when the range does not fit SEQ
 */
export function mintMany(range: SerialRange, key: TenantKey): MintedSerial[] {
  const { firstSeq, count } = range
  if (!Number.isInteger(count) || count < 0) throw new RangeError('count must be a whole number from 0')
  if (firstSeq + count - 1 > MAX_SEQ) throw new RangeError(`SEQ goes from 1 to ${MAX_SEQ}`)
  assertPrintable({ ...range, seq: firstSeq })
  assertLineIndex(range.line, range.lineIndex)
  const head = headOf(range)
  const compactHead = compactHeadOf(range)
  const serials: MintedSerial[] = new Array(count)
  for (let i = 0; i < count; i++) {
    const seq = firstSeq + i
    const { human, folded, nonce: humanNonce } = humanOf(head, seq, key)
    const { compact, nonce: compactNonce } = compactOf(head, compactHead, seq, key)
    serials[i] = { seq, human, folded, humanNonce, compact, compactNonce }
  }
  return serials
}

/**
 * True when a text, as typed, is the human form that one of the keys gives for these parts. The parts come from
 * the stored serial, or from the text itself where its hyphens show them (`parseHuman`): the MAC is over
 * the hyphens too, so a text without any cannot be verified alone.
 *
 * @param keys the tenant's key for every master key of the ring, the current one first
 */
export function verifyHuman(text: string, parts: SerialParts, keys: readonly TenantKey[]): boolean {
  if (refusalOf(parts) !== undefined) return false
  const folded = fold(text)
  const head = headOf(parts)
  return anyKey(keys, (key) => equalInConstantTime(humanOf(head, parts.seq, key).folded, folded))
}

/**
 * True when a text, as typed or scanned, is the compact form that one of the keys gives for these parts,
 * which come from the stored serial: a compact form does not carry them all.
 *
 * @param keys the tenant's key for every master key of the ring, the current one first
 */
export function verifyCompact(text: string, parts: CompactParts, keys: readonly TenantKey[]): boolean {
  if (refusalOf(parts) !== undefined || lineIndexRefusal(parts.line, parts.lineIndex) !== undefined)
    return false
  const folded = fold(text)
  const head = headOf(parts)
  const compactHead = compactHeadOf(parts)
  return anyKey(keys, (key) =>
    equalInConstantTime(compactOf(head, compactHead, parts.seq, key).compact, folded),
  )
}

// Every key is tried even after a match, so that the time taken does not tell which one signed.
function anyKey(keys: readonly TenantKey[], matches: (key: TenantKey) => boolean): boolean {
  let found = false
  for (const key of keys) {
    if (matches(key)) found = true
  }
  return found
}

/** What all serials of one line, product and day have in common. */
interface Head {
  /** `OEM7-OEM-TOTE-20251109-` */
  printed: string
  /** `0EM7-0EM-T0TE-20251109-`, the beginning of what is signed */
  signed: string
  /** `0EM70EMT0TE20251109` */
  folded: string
  /** The check over `folded` so far. */
  checkState: number
}

/** Pieces are mostly looked at in the order in which they were made: the last head is the next one's too. */
let lastHead: { readonly of: Omit<SerialParts, 'seq'>; readonly head: Head } | undefined

function headOf({ tenant, line, sku, day }: Omit<SerialParts, 'seq'>): Head {
  const of = lastHead?.of
  if (of?.day !== day || of.sku !== sku || of.line !== line || of.tenant !== tenant)
    lastHead = { of: { tenant, line, sku, day }, head: newHead({ tenant, line, sku, day }) }
  return lastHead!.head
}

function newHead(parts: Omit<SerialParts, 'seq'>): Head {
  const pieces = [parts.tenant, parts.line, parts.sku, parts.day.replaceAll('-', '')]
  const foldedPieces = pieces.map(fold)
  const folded = foldedPieces.join('')
  return {
    printed: `${pieces.join('-')}-`,
    signed: `${foldedPieces.join('-')}-`,
    folded,
    checkState: extendCheck(CHECK_START, folded),
  }
}

interface CompactHead {
  text: string
  checkState: number
}

function compactHeadOf(parts: Pick<CompactParts, 'day' | 'lineIndex'>): CompactHead {
  const text = encodeCrockford(parts.lineIndex, 1) + encodeCrockford(dayNumber(parts.day)!, 3)
  return { text, checkState: extendCheck(CHECK_START, text) }
}

// In both forms the nonce grows until CHECK is a Crockford character: `I L O` would not survive folding,
// `U` and `*` are not in the alphabet. That is so for 32 of 37, hence within a few steps.

function humanOf(head: Head, seq: number, key: TenantKey): MintedHuman {
  const seqText = formatSeq(seq)
  const checkState = extendCheck(head.checkState, seqText)
  for (let nonce = 0; ; nonce++) {
    const mac = hmacSha256(key, `${head.signed}${seqText}|${nonce}`)
    const hash = encodeCrockford(Number.parseInt(mac.slice(0, 5), 16), 4)
    const check = closeCheck(extendCheck(checkState, hash))
    if (isCrockford(check)) {
      return {
        human: `${head.printed}${seqText}-${hash}-${check}`,
        folded: head.folded + seqText + hash + check,
        nonce,
      }
    }
  }
}

function compactOf(head: Head, compactHead: CompactHead, seq: number, key: TenantKey): MintedCompact {
  const signed = `compact|${head.signed}${formatSeq(seq)}`
  const seqText = encodeCrockford(seq, 5)
  const checkState = extendCheck(compactHead.checkState, seqText)
  for (let nonce = 0; ; nonce++) {
    const mac40 = encodeCrockford(Number.parseInt(hmacSha256(key, `${signed}|${nonce}`).slice(0, 10), 16), 8)
    const check = closeCheck(extendCheck(checkState, mac40))
    if (isCrockford(check)) return { compact: compactHead.text + seqText + mac40 + check, nonce }
  }
}

function assertPrintable(parts: SerialParts): void {
  const refusal = isLineCode(parts.line) ? refusalOf(parts) : 'a line code is 2–4 letters'
  if (refusal !== undefined) throw new RangeError(refusal)
}

function assertLineIndex(line: string, lineIndex: number): void {
  const refusal = lineIndexRefusal(line, lineIndex)
  if (refusal !== undefined) throw new RangeError(refusal)
}

const STANDARD_LINES = new Map(
  Object.entries(STANDARD_LINE_INDEX).map(([code, index]) => [fold(code), { code, index }]),
)

function lineIndexRefusal(line: string, lineIndex: number): string | undefined {
  const standard = STANDARD_LINES.get(fold(line))
  if (standard)
    return lineIndex === standard.index
      ? undefined
      : `the line index of ${standard.code} is ${standard.index}`
  const further = Number.isInteger(lineIndex) && lineIndex >= 2 && lineIndex <= MAX_LINE_INDEX
  return further ? undefined : `the index of a further line is 2 to ${MAX_LINE_INDEX}`
}
