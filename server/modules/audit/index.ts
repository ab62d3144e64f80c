import { z } from 'zod'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import { listOf } from '../../kernel/list/list.ts'
import { defineModule } from '../../kernel/module.ts'
import { id, line, moment } from '../../kernel/wire.ts'

interface AuditRow {
  id: string
  at: Date
  actor_kind: string
  actor_name: string
  operation: string
  entity: string
  entity_id: string | null
  label: string | null
  changes: unknown
  request_id: string
}

const records = listOf({
  name: 'audit.record',
  path: '/audit-records',
  permission: 'audit.read',
  summary: 'List who did what, newest first',
  tenant: 'a.tenant_id',
  key: 'a.id',
  label: 'operation',
  fields: {
    operation: { type: 'text', sql: 'a.operation', shown: true },
    label: { type: 'text', sql: 'a.label', nullable: true, shown: true },
    actorName: { type: 'text', sql: 'a.actor_name', shown: true },
    at: { type: 'moment', sql: 'a.at', inKey: true, sort: true, shown: true },
    entity: { type: 'text', sql: 'a.entity' },
    actorKind: { type: 'text', sql: 'a.actor_kind' },
    changes: { type: 'json' },
  },
  item: z.object({
    id,
    at: moment,
    actorKind: z.string(),
    actorName: z.string(),
    operation: z.string(),
    entity: z.string(),
    entityId: z.string().nullable(),
    label: z.string().nullable(),
    changes: z.unknown(),
    requestId: z.string(),
  }),
  input: {
    entity: line(80).optional(),
    entityId: line(80).optional(),
    operation: line(120).optional(),
    actor: line(200).optional(),
  },
  example: { entity: 'order' },
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.entity !== undefined) conditions.push(sql`a.entity = ${input.entity}`)
    if (input.entityId !== undefined) conditions.push(sql`a.entity_id = ${input.entityId}`)
    if (input.operation !== undefined) conditions.push(sql`a.operation = ${input.operation}`)
    if (input.actor !== undefined) conditions.push(sql`a.actor_name = ${input.actor}`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }) => sql`
    select a.id, a.at, a.actor_kind, a.actor_name, a.operation, a.entity, a.entity_id, a.label, a.changes, a.request_id, ${sortValue} as sort_value
    from audit_record a where ${where} order by ${order} limit ${limit}`,
  present: (row: AuditRow) => ({
    id: row.id,
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorName: row.actor_name,
    operation: row.operation,
    entity: row.entity,
    entityId: row.entity_id,
    label: row.label,
    changes: row.changes ?? null,
    requestId: row.request_id,
  }),
})

/** Who did what: the records are written by the kernel with every command; this lets people read them. */
export const auditModule = defineModule({ name: 'audit', operations: records.operations })
