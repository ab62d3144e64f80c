import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { readRecord } from '../../../kernel/live/read-record.ts'
import { id, line, moment, paragraph } from '../../../kernel/wire.ts'
import { tellPeople, untell } from '../../notices/index.ts'
import { fail } from '../errors.ts'
import { EDITABLE_MS, type Mention } from './comment.ts'
import { mentionsOf } from './mentionable.ts'

const body = paragraph(4_000).min(1, 'must not be empty')
const mentions = z
  .array(z.string().min(1).max(80))
  .max(20)
  .default([])
  .meta({ description: 'User ids of the members who are named: they are told' })
const output = z.object({ id, version: z.int(), createdAt: moment })
const EXAMPLE_ID = '0198c0de-0000-7000-8000-000000000001'

export const addComment = command({
  name: 'comments.comment.add',
  summary: 'Say something about a record',
  route: 'POST /comments',
  status: 201,
  idempotency: 'optional',
  errors: ['comments.cannot_see'],
  input: z.object({ entity: line(80), entityId: id, body, mentions }),
  output,
  example: { entity: 'order', entityId: EXAMPLE_ID, body: 'The buckles come on Friday' },
  async run(ctx, input) {
    const { kind, label } = await readRecord(ctx, input.entity, input.entityId)
    const named = await mentionsOf(ctx, kind, input.mentions)
    const commentId = newId(ctx.now.getTime())
    await Promise.all([
      ctx.tx.run(sql`
        insert into comment (tenant_id, id, entity, entity_id, body, mentions, author_id, author_name, created_at, updated_at)
        values (${ctx.tenant.id}::uuid, ${commentId}::uuid, ${input.entity}, ${input.entityId}, ${input.body}, ${JSON.stringify(named)}::jsonb,
          ${ctx.principal.id ?? ctx.principal.kind}, ${ctx.principal.name}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`),
      tellPeople(
        ctx,
        named.map(({ userId }) => userId),
        {
          ...{ kind: 'mention', entity: input.entity, entityId: input.entityId, label },
          ...{ excerpt: input.body, sourceId: commentId },
        },
      ),
    ])
    auditOf(ctx, input, label)
    return { id: commentId, version: 1, createdAt: ctx.now.toISOString() }
  },
})

/** A comment is part of the history of its record. */
const auditOf = (
  ctx: TenantContext,
  record: { entity: string; entityId: string },
  label: string | null,
): void => ctx.audit({ entity: record.entity, id: record.entityId, ...(label === null ? {} : { label }) })

interface Row {
  entity: string
  entity_id: string
  author_id: string
  mentions: Mention[]
  created_at: Date
  version: bigint
}

/** A comment that stays as it is until the transaction ends, of a record that the caller may read. */
async function lock(ctx: TenantContext, commentId: string) {
  const row = await ctx.tx.first<Row>(sql`
    select entity, entity_id, author_id, mentions, created_at, version from comment
    where tenant_id = ${ctx.tenant.id}::uuid and id = ${commentId}::uuid and deleted_at is null for update`)
  if (!row) throw kernelFail('not_found')
  const record = { entity: row.entity, entityId: row.entity_id }
  return { row, record, ...(await readRecord(ctx, record.entity, record.entityId)) }
}

/** Only the author, and for a day. */
function assertOwn(ctx: TenantContext, row: Row): void {
  if (row.author_id !== ctx.principal.id) throw fail('comments.not_yours')
  if (ctx.now.getTime() - row.created_at.getTime() > EDITABLE_MS) throw fail('comments.too_old')
}

export const editComment = command({
  name: 'comments.comment.edit',
  permission: 'comments.comment.add',
  summary: 'Say differently what I said, within a day',
  route: 'PATCH /comments/:id',
  errors: ['comments.not_yours', 'comments.too_old', 'comments.cannot_see', 'conflict.version'],
  input: z.object({ id, version: z.number().int().optional(), body, mentions }),
  output,
  example: { id: EXAMPLE_ID, body: 'The buckles come on Monday' },
  async run(ctx, input) {
    const { row, record, kind, label } = await lock(ctx, input.id)
    assertOwn(ctx, row)
    if (input.version !== undefined && BigInt(input.version) !== row.version)
      throw kernelFail('conflict.version')
    const named = await mentionsOf(ctx, kind, input.mentions)
    const before = new Set(row.mentions.map(({ userId }) => userId))
    await Promise.all([
      ctx.tx.run(sql`
        update comment set body = ${input.body}, mentions = ${JSON.stringify(named)}::jsonb, edited_at = ${ctx.now}::timestamptz,
          updated_at = ${ctx.now}::timestamptz, version = version + 1
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`),
      // Who was named before was told before.
      tellPeople(
        ctx,
        named.map(({ userId }) => userId).filter((userId) => !before.has(userId)),
        {
          ...{ kind: 'mention', entity: record.entity, entityId: record.entityId, label },
          ...{ excerpt: input.body, sourceId: input.id },
        },
      ),
    ])
    auditOf(ctx, record, label)
    return { id: input.id, version: Number(row.version) + 1, createdAt: row.created_at.toISOString() }
  },
})

export const deleteComment = command({
  name: 'comments.comment.delete',
  permission: 'comments.comment.add',
  summary: 'Take back what I said, within a day; with `comments.moderate` anybody’s at any time',
  route: 'DELETE /comments/:id',
  status: 204,
  errors: ['comments.not_yours', 'comments.too_old'],
  input: z.object({ id }),
  output: z.object({}),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const { row, record, label } = await lock(ctx, input.id)
    if (!ctx.principal.permissions.has('comments.moderate')) assertOwn(ctx, row)
    await Promise.all([
      ctx.tx.run(sql`
        update comment set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = version + 1
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`),
      untell(ctx, input.id),
    ])
    auditOf(ctx, record, label)
    return {}
  },
})
