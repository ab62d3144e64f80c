import { sql } from 'drizzle-orm'
import { check, index, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, factTable, moment, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'

/** A person with an address that was shown to be theirs. Nobody needs an account to own a piece. */
export const owner = tenantTable(
  'owner',
  {
    /** In small letters; null once it was erased. */
    email: text('email'),
    /** Empty once it was erased. */
    name: text('name').notNull(),
    locale: text('locale').notNull(),
    verifiedAt: moment('verified_at').notNull(),
    /** The person asked to be forgotten: what they owned stays in the chain, without them. */
    erasedAt: moment('erased_at'),
  },
  (t) => [
    uniqueIndex('owner_email_key').on(t.tenantId, t.email),
    check(
      'owner_erased',
      sql`(${t.erasedAt} is null) = (${t.email} is not null) and (${t.erasedAt} is null or ${t.name} = '')`,
    ),
  ],
)

/** A link to an owner's pieces, mailed to them; only the hash of its token is kept. */
export const ownerLink = tenantTable(
  'owner_link',
  {
    ownerId: uuid('owner_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('owner_link_token_key').on(t.tenantId, t.tokenHash),
    index('owner_link_owner_idx').on(t.tenantId, t.ownerId, t.createdAt),
    refersTo(t.tenantId, t.ownerId, () => owner),
  ],
)

/** Whose a piece is now: the projection of its ownership events. */
export const ownership = tenantTable(
  'ownership',
  {
    serialId: uuid('serial_id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    /** Since when it is this owner's. */
    since: moment('since').notNull(),
    /** When its first owner claimed it. */
    claimedAt: moment('claimed_at').notNull(),
    /** The last day of the maker's warranty; null where the product has none. */
    warrantyUntil: day('warranty_until'),
    /** The months that the product promised at the claim. */
    warrantyMonths: integer('warranty_months'),
    /** How many events the piece has: who comes second sees another number. */
    version: integer('version').notNull(),
  },
  (t) => [
    uniqueIndex('ownership_serial_key').on(t.tenantId, t.serialId),
    index('ownership_owner_idx').on(t.tenantId, t.ownerId, t.serialId),
    check('ownership_warranty', sql`(${t.warrantyUntil} is null) = (${t.warrantyMonths} is null)`),
    refersTo(t.tenantId, t.serialId, () => serial),
    refersTo(t.tenantId, t.ownerId, () => owner),
  ],
)

/** `withdrawn`: the maker took back what the wrong person had claimed. */
export const OWNERSHIP_EVENTS = ['claimed', 'transferred', 'stolen', 'recovered', 'withdrawn'] as const
export type OwnershipEvent = (typeof OWNERSHIP_EVENTS)[number]

/** What happened to the ownership of a piece. The chain is for the maker and is never shown to the public. */
export const ownershipEvent = factTable(
  'ownership_event',
  {
    serialId: uuid('serial_id').notNull(),
    version: integer('version').notNull(),
    kind: text('kind', { enum: OWNERSHIP_EVENTS }).notNull(),
    /** Whose it is after it. */
    ownerId: uuid('owner_id').notNull(),
    fromOwnerId: uuid('from_owner_id'),
    /** By what right: of a claim and a transfer. */
    way: text('way'),
    note: text('note'),
    at: moment('at').notNull(),
  },
  (t) => [
    uniqueIndex('ownership_event_version_key').on(t.tenantId, t.serialId, t.version),
    check(
      'ownership_event_kind',
      sql`${t.kind} in ('claimed', 'transferred', 'stolen', 'recovered', 'withdrawn')`,
    ),
    check('ownership_event_from', sql`(${t.kind} = 'transferred') = (${t.fromOwnerId} is not null)`),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
