import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import { defineModule } from '../../kernel/module.ts'
import { decodeCursor, encodeCursor } from '../../kernel/resource/cursor.ts'
import { id, line, moment, pageOf, paging } from '../../kernel/wire.ts'

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

const listAudit = query({
  name: 'audit.record.list',
  permission: 'audit.read',
  summary: 'List who did what, newest first',
  route: 'GET /audit-records',
  input: z.object({
    ...paging,
    entity: line(80).optional(),
    entityId: line(80).optional(),
    operation: line(120).optional(),
    actor: line(200).optional(),
  }),
  output: pageOf(
    z.object({
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
  ),
  example: { entity: 'order' },
  async run(ctx, input) {
    const conditions: Sql[] = [sql`tenant_id = ${ctx.tenant.id}::uuid`]
    if (input.entity !== undefined) conditions.push(sql`entity = ${input.entity}`)
    if (input.entityId !== undefined) conditions.push(sql`entity_id = ${input.entityId}`)
    if (input.operation !== undefined) conditions.push(sql`operation = ${input.operation}`)
    if (input.actor !== undefined) conditions.push(sql`actor_name = ${input.actor}`)
    if (input.after !== undefined) conditions.push(sql`id < ${decodeCursor(input.after, '').id}::uuid`)
    const rows = await ctx.tx.rows<AuditRow>(sql`
      select id, at, actor_kind, actor_name, operation, entity, entity_id, label, changes, request_id
      from audit_record where ${sql.join(conditions, ' and ')} order by id desc limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
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
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})

/** Who did what: the records are written by the kernel with every command; this lets people read them. */
export const auditModule = defineModule({ name: 'audit', operations: [listAudit] })
