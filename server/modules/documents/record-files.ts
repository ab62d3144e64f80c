import { z } from 'zod'
import { command, query } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { fail } from '../../kernel/errors/kernel-errors.ts'
import { readRecord } from '../../kernel/live/read-record.ts'
import { decodeCursor, encodeCursor } from '../../kernel/resource/cursor.ts'
import { id, line, moment, pageOf, paging } from '../../kernel/wire.ts'
import { fileUrl } from './file-url.ts'

interface Row {
  id: string
  name: string
  media_type: string
  bytes: bigint
  visibility: 'public' | 'members'
  created_by: string | null
  author: string | null
  created_at: Date
}

export const listFiles = query({
  name: 'documents.file.list',
  permission: 'documents.read',
  summary: 'The files of a record, newest first',
  route: 'GET /files',
  input: z.object({
    ...paging,
    entity: line(80),
    entityId: id,
    visibility: z.enum(['public', 'members']).optional(),
  }),
  output: pageOf(
    z.object({
      id,
      name: z.string(),
      url: z.string(),
      mediaType: z.string(),
      bytes: z.int(),
      visibility: z.enum(['public', 'members']),
      by: z.string().nullable().meta({ description: 'Who attached it, if still a member' }),
      at: moment,
    }),
  ),
  example: { entity: 'order', entityId: '0198c0de-0000-7000-8000-000000000001' },
  async run(ctx, input) {
    await readRecord(ctx, input.entity, input.entityId)
    const before = input.after === undefined ? null : decodeCursor(input.after, '').id
    const rows = await ctx.tx.rows<Row>(sql`
      select f.id, f.name, f.media_type, f.bytes, f.visibility, f.created_by, m.name as author, f.created_at from stored_file f
      left join member m on m.tenant_id = f.tenant_id and m.user_id = f.created_by
      where f.tenant_id = ${ctx.tenant.id}::uuid and f.entity = ${input.entity} and f.entity_id = ${input.entityId}
        and f.deleted_at is null and (${input.visibility ?? null}::text is null or f.visibility = ${input.visibility ?? null}::text)
        and (${before}::uuid is null or f.id < ${before}::uuid)
      order by f.id desc limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        id: row.id,
        name: row.name,
        url: fileUrl(row.id),
        mediaType: row.media_type,
        bytes: Number(row.bytes),
        visibility: row.visibility,
        by: row.author,
        at: row.created_at.toISOString(),
      })),
      next: rows.length > input.limit && last ? encodeCursor({ sort: '', id: last.id }) : null,
    }
  },
})

export const removeFile = command({
  name: 'documents.file.remove',
  summary: 'Take a file away from its record; a public picture is taken away where it is shown',
  route: 'DELETE /files/:id',
  status: 204,
  input: z.object({ id }),
  output: z.object({}),
  example: { id: '0198c0de-0000-7000-8000-000000000001' },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ name: string; entity: string | null; entity_id: string | null }>(sql`
      update stored_file set deleted_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and deleted_at is null and entity is not null
        and visibility = 'members'
      returning name, entity, entity_id`)
    if (!row) throw fail('not_found')
    const { label } = await readRecord(ctx, row.entity!, row.entity_id!)
    ctx.audit({ entity: 'file', id: input.id, label: row.name })
    ctx.audit({
      entity: row.entity!,
      id: row.entity_id!,
      ...(label === null ? {} : { label }),
      changes: { file: { from: row.name } },
    })
    return {}
  },
})
