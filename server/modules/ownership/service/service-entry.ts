import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, factTable, moment, refersTo } from '../../../kernel/db/columns.ts'
import { serial } from '../../serials/serial/serial.ts'

export const SERVICE_KINDS = ['repair', 'care', 'inspection', 'alteration'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

export interface ServicePart {
  name: string
  quantity: string
}

/** What was done to a piece after it was sold. A fact: one that was wrong is replaced by another that names it. */
export const serviceEntry = factTable(
  'service_entry',
  {
    serialId: uuid('serial_id').notNull(),
    kind: text('kind', { enum: SERVICE_KINDS }).notNull(),
    /** The day it was done. */
    on: day('on').notNull(),
    doneBy: text('done_by').notNull(),
    /** What was done, for the owner to read. */
    description: text('description').notNull(),
    parts: jsonb('parts').$type<ServicePart[]>().notNull(),
    photoIds: uuid('photo_ids').array().notNull(),
    underWarranty: boolean('under_warranty').notNull(),
    /** The entry that this one replaces. */
    correctsId: uuid('corrects_id'),
    recordedAt: moment('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
  },
  (t) => [
    index('service_entry_serial_idx').on(t.tenantId, t.serialId, t.id),
    uniqueIndex('service_entry_corrects_key').on(t.tenantId, t.correctsId),
    check('service_entry_kind', sql`${t.kind} in ('repair', 'care', 'inspection', 'alteration')`),
    refersTo(t.tenantId, t.serialId, () => serial),
  ],
)
