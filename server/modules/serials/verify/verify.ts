import { fold } from '../../../../shared/serial/fold.ts'
import { COMPACT_LENGTH, parseSerial } from '../../../../shared/serial/format.ts'
import {
  type CompactParts,
  type TenantKey,
  tenantKey,
  verifyCompact,
  verifyHuman,
} from '../../../../shared/serial/mint.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { tenantKeys } from '../keys.ts'
import { type FoundPiece, lookupsIn } from './lookup.ts'

/** Why a text is no serial of a genuine piece: for our own counts, never told. */
export type Cause = 'malformed' | 'check' | 'unknown' | 'hash' | 'quarantined'

export type Verdict =
  | { readonly genuine: true; readonly piece: FoundPiece }
  | { readonly genuine: false; readonly cause: Cause; readonly piece: FoundPiece | undefined }

export interface Question {
  /** As typed or scanned, in any form. */
  readonly typed: string
  /** The maker that was named with it: needed for an old number, and holds for a compact one. */
  readonly maker?: string | undefined
  /** The maker whose host was asked, folded. */
  readonly hostMaker?: string | undefined
}

/** Nothing that people type or scan as a serial is longer. */
export const LONGEST_TYPED = 200

/**
 * Whether a text is the serial of a genuine piece. One look into the registry and one comparison of a MAC whatever the
 * text, so that the ways to fail cannot be told apart by their time either.
 *
 * @throws what the registry's client throws when it cannot be reached
 */
export async function verify(kernel: Kernel, question: Question): Promise<Verdict> {
  const { typed } = question
  // What no serial has (and PostgreSQL would refuse) must not end the common way.
  const folded = fold(typed.slice(0, LONGEST_TYPED).replaceAll('\u0000', '\ufffd'))
  const named = question.maker === undefined || question.maker === '' ? undefined : fold(question.maker)
  const maker = named ?? question.hostMaker ?? ''
  const found = await lookupsIn(kernel.registry).find(folded, maker.replaceAll('\u0000', ''))
  let piece: FoundPiece | undefined
  let forged: FoundPiece | undefined
  let compared = false
  for (const candidate of found) {
    if (candidate.folded !== folded && named !== undefined && candidate.maker_folded !== named) continue
    if (candidate.kind === 'standard') compared = true
    if (!isSigned(kernel, candidate, folded)) forged = candidate
    else if (piece === undefined || isBetter(candidate, piece, maker)) piece = candidate
  }
  if (!compared) compareWithNothing(folded)
  if (typed.length > LONGEST_TYPED) return { genuine: false, cause: 'malformed', piece: undefined }
  if (piece?.status === 'quarantined') return { genuine: false, cause: 'quarantined', piece }
  if (piece) return { genuine: true, piece }
  if (forged) return { genuine: false, cause: 'hash', piece: forged }
  const reading = parseSerial(typed)
  return { genuine: false, cause: reading.ok ? 'unknown' : reading.reason, piece: undefined }
}

/**
 * What is not quarantined first: a forged row with the number of a genuine piece must not stand in its way. Then a standard serial
 * before an old number; then the maker that was asked for.
 */
function isBetter(a: FoundPiece, b: FoundPiece, maker: string): boolean {
  if ((a.status === 'quarantined') !== (b.status === 'quarantined')) return b.status === 'quarantined'
  if (a.kind !== b.kind) return a.kind === 'standard'
  return a.maker_folded === maker && b.maker_folded !== maker
}

/** Whether a key of the ring signed what was typed, for the parts of this piece. An old number has no signature. */
function isSigned(kernel: Kernel, piece: FoundPiece, folded: string): boolean {
  if (piece.kind === 'legacy') return true
  const parts = partsOf(piece)
  if (!parts) return false
  const keys = tenantKeys(kernel, piece.maker_code)
  return piece.folded === folded ? verifyHuman(folded, parts, keys) : verifyCompact(folded, parts, keys)
}

/** The parts of a standard serial as it is printed, where they agree with the rest of the row. */
export function partsOf(piece: {
  serial: string
  maker_code: string
  line: string
  line_index: number
}): CompactParts | undefined {
  const [tenant = '', line = '', sku = '', date = '', seq = '', , check, more] = piece.serial.split('-')
  if (check === undefined || more !== undefined || tenant !== piece.maker_code || line !== piece.line)
    return undefined
  return {
    tenant,
    line,
    lineIndex: piece.line_index,
    sku,
    day: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
    seq: Number(seq),
  }
}

const NOBODY: CompactParts = {
  tenant: 'XX',
  line: 'HAT',
  lineIndex: 0,
  sku: 'X',
  day: '2020-01-01',
  seq: 1,
}
const NOBODYS_KEYS: readonly TenantKey[] = [tenantKey(new Uint8Array(32), NOBODY.tenant)]

function compareWithNothing(folded: string): void {
  if (folded.length === COMPACT_LENGTH) verifyCompact(folded, NOBODY, NOBODYS_KEYS)
  else verifyHuman(folded, NOBODY, NOBODYS_KEYS)
}
