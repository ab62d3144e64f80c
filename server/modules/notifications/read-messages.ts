import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../kernel/resource/resource.ts'
import { id, line, moment } from '../../kernel/wire.ts'
import { MESSAGE_STATES, type MessageState } from './message.ts'

interface MessageRow {
  id: string
  kind: string
  state: MessageState
  locale: string
  recipient: string
  subject: string
  entity: string | null
  entity_id: string | null
  attempts: number
  last_error: string | null
  created_at: Date
  sent_at: Date | null
}

const columns = sql.trusted(
  'id, kind, state, locale, recipient, subject, entity, entity_id, attempts, last_error, created_at, sent_at',
)

const messageFields = z.object({
  id,
  kind: z.string(),
  state: z.enum(MESSAGE_STATES),
  locale: z.string(),
  recipient: z.string(),
  subject: z.string(),
  entity: z.string().nullable(),
  entityId: z.string().nullable(),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: moment,
  sentAt: moment.nullable(),
})

const present = (row: MessageRow): z.input<typeof messageFields> => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  locale: row.locale,
  recipient: row.recipient,
  subject: row.subject,
  entity: row.entity,
  entityId: row.entity_id,
  attempts: row.attempts,
  lastError: row.last_error,
  createdAt: row.created_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
})

export const messages = listOf({
  name: 'notifications.message',
  path: '/messages',
  permission: 'notifications.read',
  summary: 'List messages to people, the latest first',
  tenant: 'm.tenant_id',
  key: 'm.id',
  label: 'subject',
  fields: {
    subject: { type: 'text', sql: 'm.subject', shown: true },
    recipient: { type: 'text', sql: 'm.recipient', shown: true },
    kind: { type: 'text', sql: 'm.kind' },
    createdAt: { type: 'moment', sql: 'm.created_at', inKey: true, sort: true, shown: true },
    sentAt: { type: 'moment', sql: 'm.sent_at', nullable: true },
    attempts: { type: 'integer', sql: 'm.attempts' },
    lastError: { type: 'text', sql: 'm.last_error', nullable: true },
    locale: { type: 'text', sql: 'm.locale' },
    state: { type: 'enum', sql: 'm.state', values: MESSAGE_STATES, shown: true },
  },
  item: messageFields,
  input: {
    state: z.enum(MESSAGE_STATES).optional(),
    kind: line(80).optional(),
    entity: line(80).optional(),
    entityId: line(80).optional(),
    recipient: line(254).optional(),
  },
  example: { entity: 'order', entityId: EXAMPLE_ID },
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.state) conditions.push(sql`m.state = ${input.state}`)
    if (input.kind) conditions.push(sql`m.kind = ${input.kind}`)
    if (input.entity) conditions.push(sql`m.entity = ${input.entity}`)
    if (input.entityId) conditions.push(sql`m.entity_id = ${input.entityId}`)
    if (input.recipient) conditions.push(sql`m.recipient = ${input.recipient}`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }) =>
    sql`select ${columns}, ${sortValue} as sort_value from message m where ${where} order by ${order} limit ${limit}`,
  present: (row: MessageRow) => present(row),
})

export const getMessage = query({
  name: 'notifications.message.get',
  permission: 'notifications.read',
  summary: 'Read a message as it was written',
  route: 'GET /messages/:id',
  input: z.object({ id }),
  output: messageFields.extend({
    text: z.string(),
    html: z.string().nullable(),
    link: z.string().nullable(),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<MessageRow & { text: string; html: string | null; link: string | null }>(
      sql`select ${columns}, text, html, link from message where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    if (!row) throw kernelFail('not_found')
    return { ...present(row), text: row.text, html: row.html, link: row.link }
  },
})
