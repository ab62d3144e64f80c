import { bigint, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../../kernel/db/columns.ts'

export interface FormerHolder {
  /** The folded code of the workshop. */
  readonly maker: string
  readonly sku: string
}

/**
 * Which product of which workshop has a GTIN: one over the whole installation, because a Digital Link names nothing else. A trigger
 * on products claims and releases, so that no way of writing a product can forget it; the key decides who was first. It belongs to
 * no tenant's store, and says of others only that a number is taken.
 */
export const gtinClaim = pgTable(
  'gtin_claim',
  {
    /** 14 digits, whatever the length on the product. */
    gtin: text('gtin').primaryKey(),
    tenantId: uuid('tenant_id').notNull(),
    /** Null when it was released: anybody may claim it then. */
    productId: uuid('product_id'),
    claimedAt: moment('claimed_at').notNull(),
    /** Grows with every change that the public may see; `linkedVersion` is what the registry has. */
    version: bigint('version', { mode: 'number' }).notNull().default(1),
    /** From whom the platform's staff took it: QR codes that were printed before lead to their pieces. */
    former: jsonb('former').$type<readonly FormerHolder[]>().notNull().default([]),
    linkedVersion: bigint('linked_version', { mode: 'number' }).notNull().default(0),
  },
  (t) => [index('gtin_claim_tenant_idx').on(t.tenantId, t.gtin)],
)
