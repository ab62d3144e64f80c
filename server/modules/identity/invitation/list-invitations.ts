import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { id, moment } from '../../../kernel/wire.ts'

const states = ['open', 'accepted', 'revoked', 'expired'] as const

interface Row {
  id: string
  email: string
  role: string
  invited_by: string
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
}

export const invitations = listOf({
  name: 'identity.invitation',
  path: '/invitations',
  permission: 'identity.member.invite',
  summary: 'Invitations, newest first',
  tenant: 'i.tenant_id',
  key: 'i.id',
  label: 'email',
  fields: {
    email: { type: 'text', sql: 'i.email', shown: true },
    role: { type: 'text', sql: 'i.role', shown: true },
    invitedBy: { type: 'text', sql: 'i.invited_by', shown: true },
    createdAt: { type: 'moment', sql: 'i.created_at', inKey: true, sort: true },
    expiresAt: { type: 'moment', sql: 'i.expires_at', shown: true },
    state: { type: 'enum', values: states, shown: true },
  },
  item: z.object({
    id,
    email: z.string(),
    role: z.string(),
    invitedBy: z.string(),
    state: z.enum(states),
    createdAt: moment,
    expiresAt: moment,
  }),
  input: { state: z.enum(states).optional() },
  example: { state: 'open' },
  conditions: ({ now }, { state }) => (state ? [IN_STATE[state](sql`${now}::timestamptz`)] : []),
  read: ({ where, order, limit, sortValue }) => sql`
    select i.id, i.email, i.role, i.invited_by, i.created_at, i.expires_at, i.accepted_at, i.revoked_at, ${sortValue} as sort_value
    from invitation i where ${where} order by ${order} limit ${limit}`,
  present: (row: Row, { now }) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    state: stateOf(row, now),
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }),
})

const IN_STATE: Readonly<Record<(typeof states)[number], (now: Sql) => Sql>> = {
  accepted: () => sql`i.accepted_at is not null`,
  revoked: () => sql`i.accepted_at is null and i.revoked_at is not null`,
  expired: (now) => sql`i.accepted_at is null and i.revoked_at is null and i.expires_at <= ${now}`,
  open: (now) => sql`i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}`,
}

function stateOf(row: Row, now: Date): (typeof states)[number] {
  if (row.accepted_at) return 'accepted'
  if (row.revoked_at) return 'revoked'
  return row.expires_at <= now ? 'expired' : 'open'
}
