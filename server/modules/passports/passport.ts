import { boolean, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, moment, refersTo, tenantTable } from '../../kernel/db/columns.ts'
import { serial } from '../serials/serial/serial.ts'
import type { Field, Rule } from './fields.ts'

export interface Certificate {
  readonly name: string
  readonly issuer: string | null
  readonly url: string | null
}

/** What a maker says of a product beyond its pieces' own history; what is null is as the profile above it has it. */
export interface ProfileContent {
  readonly care: string | null
  readonly careTh: string | null
  readonly repair: string | null
  readonly repairTh: string | null
  readonly place: string | null
  readonly placeTh: string | null
  /** Kilograms of CO₂ equivalent per piece, exact decimal. */
  readonly carbonKg: string | null
  /** Share of recycled material by weight, exact decimal. */
  readonly recycledPercent: string | null
  readonly certificates: readonly Certificate[] | null
  readonly rules: Partial<Readonly<Record<Field, Rule>>>
}

/** In place of a product in the profile that holds for the whole workshop. */
export const WHOLE_WORKSHOP = '00000000-0000-0000-0000-000000000000'

/** What is told of a product's pieces, and to whom. A variant takes what it does not say from its template, that from the workshop. */
export const passportProfile = tenantTable(
  'passport_profile',
  {
    productId: uuid('product_id').notNull(),
    content: jsonb('content').$type<ProfileContent>().notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [uniqueIndex('passport_profile_product_key').on(t.tenantId, t.productId)],
)

/** Somebody who makes pieces agreed to be named, or took that back. Facts: the last one of a person holds. */
export const passportConsent = factTable(
  'passport_consent',
  {
    operatorId: text('operator_id').notNull(),
    /** As the person wants to be called. */
    name: text('name').notNull(),
    given: boolean('given').notNull(),
    at: moment('at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (t) => [index('passport_consent_operator_idx').on(t.tenantId, t.operatorId, t.id)],
)

/** A passport that was issued for a piece. */
export const passport = tenantTable(
  'passport',
  {
    serialId: uuid('serial_id').notNull(),
    /** Its bit in the workshop's status lists; never used for another. */
    statusIndex: integer('status_index').notNull(),
    /** Grows with each publication; the registry keeps the highest. */
    version: integer('version').notNull(),
    issuedAt: moment('issued_at').notNull(),
    revokedAt: moment('revoked_at'),
    revokedWhy: text('revoked_why'),
  },
  (t) => [
    uniqueIndex('passport_serial_key').on(t.tenantId, t.serialId),
    uniqueIndex('passport_status_index_key').on(t.tenantId, t.statusIndex),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)

/** The next free bit of the workshop's status lists: one row. */
export const passportCounter = tenantTable('passport_counter', { next: integer('next').notNull() })
