import { uuidV7LowerBound } from '../../../shared/ids.ts'
import type { Tx } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Position } from './position.ts'
import { parseSnapshot } from './snapshot.ts'

/** A reader that was away longer reads everything anew. */
export const KEPT_MS = 3_600_000
/** More than this at once is told as "everything". */
export const MOST_CHANGES = 1_000
/** How far the clocks of processes may be apart, and how long a request may wait for a connection. */
const MARGIN_MS = 120_000

/** Something that was written: a row of the audit log. */
export interface Change {
  readonly at: Date
  readonly entity: string
  readonly entityId: string | null
  readonly operation: string
  readonly label: string | null
  readonly actorName: string
  /** The transaction that wrote it. */
  readonly xid: bigint
}

export interface Found {
  readonly position: Position
  readonly changes: readonly Change[]
  /** What changed cannot be told one by one: too much, or too long ago. */
  readonly reset: boolean
}

interface Row {
  snapshot: string
  open_s: number
  at: Date | null
  entity: string
  entity_id: string | null
  operation: string
  label: string | null
  actor_name: string
  txid: bigint
}

/**
 * What was committed in a tenant since a position, exactly: the rows of transactions that were not visible in its snapshot and
 * are in this one. Ids say nothing of the order of commits, so they only bound the scan: no row of a transaction that is still
 * open can have an older id than the beginning of the oldest open one, less a margin for clocks.
 * @param nowMs the program's clock, which ids are made by
 */
export async function readChanges(
  tx: Tx,
  tenantId: string,
  nowMs: number,
  from: Position | undefined,
): Promise<Found> {
  const isTooOld = from !== undefined && from.sinceMs < nowMs - KEPT_MS
  const scanned = isTooOld ? undefined : from
  const rows = await tx.rows<Row>(sql`
    select pg_current_snapshot()::text as snapshot, open.open_s, r.*
    from (select coalesce(extract(epoch from clock_timestamp() - min(a.xact_start)), 0)::float8 as open_s
          from pg_stat_activity a where a.datname = current_database() and a.usename = current_user
            and a.pid <> pg_backend_pid()) open
    left join lateral (
      select at, entity, entity_id, operation, label, actor_name, txid from audit_record
      where ${scanned !== undefined}::boolean and tenant_id = ${tenantId}::uuid
        and id >= ${uuidV7LowerBound(scanned?.sinceMs ?? nowMs)}::uuid
        and txid >= ${scanned?.snapshot.xmin ?? 0n}::bigint
        and not pg_visible_in_snapshot(txid::text::xid8, ${scanned?.snapshot.text ?? '1:1:'}::pg_snapshot)
      order by txid, id limit ${MOST_CHANGES + 1}::int
    ) r on true`)
  const { snapshot: text, open_s } = rows[0]!
  const snapshot = parseSnapshot(text)!
  const position = { snapshot, sinceMs: Math.max(0, Math.floor(nowMs - open_s * 1000 - MARGIN_MS)) }
  // A snapshot that has not been yet is of another database: before a restore, or of a copy.
  const isForeign = from !== undefined && from.snapshot.xmax > snapshot.xmax
  if (isTooOld || isForeign || rows.length > MOST_CHANGES) return { position, changes: [], reset: true }
  const changes = rows.flatMap((row): Change[] =>
    row.at === null
      ? []
      : [
          {
            at: row.at,
            entity: row.entity,
            entityId: row.entity_id,
            operation: row.operation,
            label: row.label,
            actorName: row.actor_name,
            xid: row.txid,
          },
        ],
  )
  return { position, changes, reset: false }
}
