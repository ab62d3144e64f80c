import { sql } from 'drizzle-orm'
import { check, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'
import { owner } from '../owner/ownership.ts'

export const TRANSFER_STATES = ['offered', 'accepted', 'cancelled', 'expired'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]

/** An owner offers a piece to the next one: by a code that whoever has it can accept with, or to one address. */
export const ownershipTransfer = tenantTable(
  'ownership_transfer',
  {
    serialId: uuid('serial_id').notNull(),
    fromOwnerId: uuid('from_owner_id').notNull(),
    /** The one who may accept; null where the code is enough. */
    toEmail: text('to_email'),
    codeHash: text('code_hash').notNull(),
    state: text('state', { enum: TRANSFER_STATES }).notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    toOwnerId: uuid('to_owner_id'),
  },
  (t) => [
    uniqueIndex('ownership_transfer_code_key').on(t.tenantId, t.codeHash),
    uniqueIndex('ownership_transfer_offered_key')
      .on(t.tenantId, t.serialId)
      .where(sql`${t.state} = 'offered'`),
    check('ownership_transfer_state', sql`${t.state} in ('offered', 'accepted', 'cancelled', 'expired')`),
    check('ownership_transfer_ended', sql`(${t.state} = 'offered') = (${t.endedAt} is null)`),
    check('ownership_transfer_to', sql`(${t.state} = 'accepted') = (${t.toOwnerId} is not null)`),
    refersTo(t.tenantId, t.serialId, () => serial),
    refersTo(t.tenantId, t.fromOwnerId, () => owner),
  ],
)
