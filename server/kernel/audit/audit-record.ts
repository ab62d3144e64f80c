import { sql as drizzleSql } from 'drizzle-orm'
import { bigint, index, jsonb, text } from 'drizzle-orm/pg-core'
import { factTable, moment } from '../db/columns.ts'
import { type Sql, sql } from '../db/sql.ts'

/** Who did what to which record, when and from which request. Facts: never changed, split by month. */
export const auditRecord = factTable(
  'audit_record',
  {
    at: moment('at').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    operation: text('operation').notNull(),
    entity: text('entity').notNull(),
    entityId: text('entity_id'),
    label: text('label'),
    input: jsonb('input'),
    changes: jsonb('changes'),
    requestId: text('request_id').notNull(),
    /** The transaction that wrote it: who reads on from a snapshot knows by it what was not committed then. */
    txid: bigint('txid', { mode: 'bigint' }).default(drizzleSql`pg_current_xact_id()::text::bigint`),
  },
  (t) => [index('audit_record_entity_idx').on(t.tenantId, t.entity, t.entityId, t.id)],
  { partitioned: true },
)

export interface AuditRow {
  id: string
  entity: string
  entityId: string | null
  label: string | null
  changes: unknown
}

/** One insert for all audit records of a command. */
export function insertAudit(
  common: {
    tenantId: string
    at: Date
    actorKind: string
    actorId: string | null
    actorName: string
    operation: string
    input: string | null
    requestId: string
  },
  rows: readonly AuditRow[],
): Sql {
  const changesOf = (r: AuditRow) =>
    r.changes === undefined ? null : JSON.stringify(r.changes, bigintAsText)
  const [only] = rows
  // Nearly always; and to unfold arrays takes PostgreSQL as long as to write the row.
  if (only && rows.length === 1) {
    return sql`insert into audit_record
      (tenant_id, id, at, actor_kind, actor_id, actor_name, operation, entity, entity_id, label, input, changes, request_id)
      values (${common.tenantId}::uuid, ${only.id}::uuid, ${common.at}::timestamptz, ${common.actorKind}, ${common.actorId}::text,
        ${common.actorName}, ${common.operation}, ${only.entity}, ${only.entityId}::text, ${only.label}::text, ${common.input}::jsonb,
        ${changesOf(only)}::jsonb, ${common.requestId})`
  }
  return sql`insert into audit_record
    (tenant_id, id, at, actor_kind, actor_id, actor_name, operation, entity, entity_id, label, input, changes, request_id)
    select ${common.tenantId}::uuid, r.id, ${common.at}::timestamptz, ${common.actorKind}, ${common.actorId}::text, ${common.actorName},
      ${common.operation}, r.entity, r.entity_id, r.label, ${common.input}::jsonb, r.changes, ${common.requestId}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.entity)}::text[], ${rows.map((r) => r.entityId)}::text[],
      ${rows.map((r) => r.label)}::text[], ${rows.map(changesOf)}::jsonb[])
      as r(id, entity, entity_id, label, changes)`
}

/** JSON cannot carry a bigint: an audit keeps it as text. */
export const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value
