/**
 * A moment of the database, as `pg_current_snapshot()` gives it: every transaction below `xmin` had ended, none from `xmax` on had
 * begun, and of those between, the ones in `running` had not ended.
 */
export interface Snapshot {
  readonly text: string
  readonly xmin: bigint
  readonly xmax: bigint
  readonly running: ReadonlySet<bigint>
}

const FORMAT = /^(\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?)$/
const LARGEST = 2n ** 63n - 1n

/** Reads `xmin:xmax:xip,…`; undefined for what PostgreSQL would refuse. */
export function parseSnapshot(text: string): Snapshot | undefined {
  const parts = FORMAT.exec(text)
  if (!parts) return undefined
  const xmin = BigInt(parts[1]!)
  const xmax = BigInt(parts[2]!)
  const list = parts[3] === '' ? [] : parts[3]!.split(',').map(BigInt)
  if (xmin === 0n || xmin > xmax || xmax > LARGEST) return undefined
  const inOrder = list.every((xid, i) => xid >= xmin && xid < xmax && (i === 0 || xid > list[i - 1]!))
  return inOrder ? { text, xmin, xmax, running: new Set(list) } : undefined
}

/** Whether a transaction that committed had done so by then: the same answer as `pg_visible_in_snapshot`. */
export const isVisible = (snapshot: Snapshot, xid: bigint): boolean =>
  xid < snapshot.xmin || (xid < snapshot.xmax && !snapshot.running.has(xid))
