import { sql } from 'drizzle-orm'
import { check, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'

/** What gives somebody the right to own a piece: its code, the order it came with, the owner before, or its maker's word. */
export const REQUEST_WAYS = ['code', 'order', 'transfer', 'maker'] as const
export type RequestWay = (typeof REQUEST_WAYS)[number]

/**
 * Somebody who has that right asked for a piece; the link in the mail, whose token is kept as a hash, shows that the address
 * is theirs. Forgotten when its time is over.
 */
export const ownershipRequest = tenantTable(
  'ownership_request',
  {
    serialId: uuid('serial_id').notNull(),
    way: text('way', { enum: REQUEST_WAYS }).notNull(),
    transferId: uuid('transfer_id'),
    email: text('email').notNull(),
    name: text('name'),
    locale: text('locale').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    uniqueIndex('ownership_request_token_key').on(t.tenantId, t.tokenHash),
    index('ownership_request_email_idx').on(t.tenantId, t.email, t.createdAt),
    check('ownership_request_way', sql`${t.way} in ('code', 'order', 'transfer', 'maker')`),
    check('ownership_request_transfer', sql`(${t.way} = 'transfer') = (${t.transferId} is not null)`),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
