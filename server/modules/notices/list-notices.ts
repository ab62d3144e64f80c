import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../kernel/resource/cursor.ts'
import { id, moment, pageOf, paging } from '../../kernel/wire.ts'
import { NOTICE_KINDS, type NoticeKind } from './notice.ts'

interface Row {
  id: string
  kind: NoticeKind
  entity: string
  entity_id: string
  label: string | null
  actor_name: string
  excerpt: string | null
  count: number
  created_at: Date
  read_at: Date | null
}

/** More unread ones are not counted: nobody reads the number. */
const MOST_COUNTED = 100

export const listNotices = query({
  name: 'notices.notice.list',
  anyMember: 'everybody reads what they themselves are told',
  summary: 'What I was told, newest first',
  route: 'GET /notices',
  input: z.object({
    ...paging,
    unread: z.enum(['true', 'false']).optional().meta({ description: 'true: only what I have not read' }),
  }),
  output: pageOf(
    z.object({
      id,
      kind: z.enum(NOTICE_KINDS),
      entity: z.string(),
      entityId: z.string(),
      label: z.string().nullable(),
      actor: z.string(),
      excerpt: z.string().nullable(),
      count: z
        .int()
        .meta({ description: 'How many records it tells of; the one named is the first of them' }),
      at: moment,
      readAt: moment.nullable(),
    }),
  ).extend({ unread: z.int().meta({ description: 'How many I have not read; 100 stands for more' }) }),
  example: { limit: 20 },
  async run(ctx, input) {
    const me = ctx.principal.id ?? ''
    const after = input.after === undefined ? null : decodeCursor(input.after, '').id
    const [rows, { unread }] = await Promise.all([
      ctx.tx.rows<Row>(sql`
        select id, kind, entity, entity_id, label, actor_name, excerpt, count, created_at, read_at from notice
        where tenant_id = ${ctx.tenant.id}::uuid and user_id = ${me}
          and (${after}::uuid is null or id < ${after}::uuid)
          and (${input.unread !== 'true'}::boolean or read_at is null)
        order by id desc limit ${input.limit + 1}::int`),
      ctx.tx.one<{ unread: number }>(sql`
        select count(*)::int as unread from (
          select from notice where tenant_id = ${ctx.tenant.id}::uuid and user_id = ${me} and read_at is null
          limit ${MOST_COUNTED}::int) counted`),
    ])
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        id: row.id,
        kind: row.kind,
        entity: row.entity,
        entityId: row.entity_id,
        label: row.label,
        actor: row.actor_name,
        excerpt: row.excerpt,
        count: row.count,
        at: row.created_at.toISOString(),
        readAt: row.read_at?.toISOString() ?? null,
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
      unread,
    }
  },
})
