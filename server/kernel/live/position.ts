import { fail } from '../errors/kernel-errors.ts'
import { parseSnapshot, type Snapshot } from './snapshot.ts'

/** How far a reader of the feed is. */
export interface Position {
  readonly snapshot: Snapshot
  /** What it has not read yet has no id older than this. Unix milliseconds. */
  readonly sinceMs: number
}

const MAX_LENGTH = 4_000

/** Opaque text with which a reader goes on, on any process. It is no secret and gives no right. */
export const tokenOf = ({ sinceMs, snapshot }: Position): string => `${sinceMs}-${snapshot.text}`

/** Reads it again; what somebody made up is a malformed request. */
export function positionOf(token: string): Position {
  const parts = token.length > MAX_LENGTH ? null : /^(\d{1,15})-(.*)$/.exec(token)
  const snapshot = parts && parseSnapshot(parts[2]!)
  if (!snapshot) {
    throw fail(
      'request.malformed',
      {},
      { errors: [{ field: 'since', code: 'token', message: 'use the `token` of the answer before' }] },
    )
  }
  return { sinceMs: Number(parts[1]), snapshot }
}
