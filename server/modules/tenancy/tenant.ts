import { bigint, boolean, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment, timestamps } from '../../kernel/db/columns.ts'

/** A workshop. It is found before any tenant is set, so it has no row-level security; nothing secret is kept here. */
export const tenant = pgTable(
  'tenant',
  {
    id: uuid('id').primaryKey(),
    /** 2–6 of A–Z 0–9; serials carry it, so it never changes. */
    code: text('code').notNull(),
    /** The code as serials compare it (O→0, I and L→1). */
    codeFolded: text('code_folded').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    legalName: text('legal_name'),
    taxId: text('tax_id'),
    address: jsonb('address').$type<Record<string, string>>(),
    timeZone: text('time_zone').notNull(),
    currency: text('currency').notNull(),
    locale: text('locale').notNull(),
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(true),
    status: text('status').notNull(),
    plan: text('plan').notNull(),
    trialEndsAt: moment('trial_ends_at'),
    /** Tells two editors of the settings apart. */
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    ...timestamps,
  },
  (t) => [uniqueIndex('tenant_code_folded_key').on(t.codeFolded), uniqueIndex('tenant_slug_key').on(t.slug)],
)

/** A domain of a workshop's own; it counts once it is verified. */
export const tenantDomain = pgTable('tenant_domain', {
  domain: text('domain').primaryKey(),
  tenantId: uuid('tenant_id')
    .notNull()
    .references(() => tenant.id),
  verifiedAt: moment('verified_at'),
  createdAt: moment('created_at').notNull(),
})
