import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { readRecord } from '../../../kernel/live/read-record.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { action, allowed, id, line, moment, pageOf, paging, refused } from '../../../kernel/wire.ts'
import { EDITABLE_MS, type Mention } from '../comment/comment.ts'

/** What these did is there itself. */
const SHOWN_THEMSELVES = ['comments.comment.add', 'comments.comment.edit', 'comments.comment.delete']

interface Row {
  id: string
  is_comment: boolean
  at: Date
  actor_kind: string
  actor_id: string | null
  actor_name: string
  operation: string | null
  changes: unknown
  body: string | null
  mentions: Mention[] | null
  edited_at: Date | null
  deleted_at: Date | null
  version: bigint | null
}

export const listTimeline = query({
  name: 'comments.timeline.list',
  anyMember: 'whoever may read a record may know what happened to it; it is read first',
  summary: 'What happened to a record and what was said about it, newest first',
  description:
    'Whoever may read the record may read this. What exactly was changed is shown to those who may read the audit log.',
  route: 'GET /timeline',
  input: z.object({ ...paging, entity: line(80), entityId: id }),
  output: pageOf(
    z.object({
      id,
      kind: z.enum(['event', 'comment']),
      at: moment,
      actor: z.string(),
      actorKind: z.string(),
      operation: z.string().nullable().meta({ description: 'What was done, for an event' }),
      changes: z.unknown(),
      body: z.string().nullable().meta({ description: 'What was said; null for a comment that was deleted' }),
      mentions: z.array(z.object({ userId: z.string(), name: z.string() })),
      editedAt: moment.nullable(),
      deletedAt: moment.nullable(),
      version: z.int().nullable(),
      actions: z.object({ edit: action, delete: action }).nullable(),
    }),
  ),
  example: { entity: 'order', entityId: '0198c0de-0000-7000-8000-000000000001' },
  async run(ctx, input) {
    await readRecord(ctx, input.entity, input.entityId)
    const { principal } = ctx
    const before = input.after === undefined ? null : decodeCursor(input.after, '').id
    const most = input.limit + 1
    const rows = await ctx.tx.rows<Row>(sql`
      select * from (
        (select id, false as is_comment, at, actor_kind, actor_id, actor_name, operation, changes,
           null::text as body, null::jsonb as mentions, null::timestamptz as edited_at, null::timestamptz as deleted_at, null::bigint as version
         from audit_record
         where tenant_id = ${ctx.tenant.id}::uuid and entity = ${input.entity} and entity_id = ${input.entityId}
           and (${before}::uuid is null or id < ${before}::uuid) and operation <> all(${SHOWN_THEMSELVES}::text[])
         order by id desc limit ${most}::int)
        union all
        (select id, true, created_at, 'user', author_id, author_name, null, null,
           case when deleted_at is null then body end, mentions, edited_at, deleted_at, version
         from comment
         where tenant_id = ${ctx.tenant.id}::uuid and entity = ${input.entity} and entity_id = ${input.entityId}
           and (${before}::uuid is null or id < ${before}::uuid)
         order by id desc limit ${most}::int)
      ) both_kinds order by id desc limit ${most}::int`)
    const maySay = principal.permissions.has('comments.comment.add')
    const editing = (row: Row) => {
      if (!maySay) return refused('auth.forbidden')
      if (row.actor_id !== principal.id) return refused('comments.not_yours')
      return ctx.now.getTime() - row.at.getTime() > EDITABLE_MS ? refused('comments.too_old') : allowed
    }
    const seesChanges = principal.permissions.has('audit.read')
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        id: row.id,
        kind: row.is_comment ? ('comment' as const) : ('event' as const),
        at: row.at.toISOString(),
        actor: row.actor_name,
        actorKind: row.actor_kind,
        operation: row.operation,
        changes: seesChanges ? (row.changes ?? null) : null,
        body: row.body,
        mentions: row.deleted_at === null ? (row.mentions ?? []) : [],
        editedAt: row.edited_at?.toISOString() ?? null,
        deletedAt: row.deleted_at?.toISOString() ?? null,
        version: row.version === null ? null : Number(row.version),
        actions:
          row.is_comment && row.deleted_at === null
            ? {
                edit: editing(row),
                delete: maySay && principal.permissions.has('comments.moderate') ? allowed : editing(row),
              }
            : null,
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})
