import { index, jsonb, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { editable, searchable, tenantTable } from '../../../kernel/db/columns.ts'

searchable('customer', ['code', 'name', 'email', 'phone'])

export interface Address {
  name?: string
  line1: string
  line2?: string
  city: string
  postalCode?: string
  /** ISO 3166-1 alpha-2. */
  country: string
  phone?: string
}

/** Who buys. A guest's order stands without one. */
export const customer = tenantTable(
  'customer',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    taxId: text('tax_id'),
    address: jsonb('address').$type<Address>(),
    group: text('customer_group'),
    note: text('note'),
    ...editable,
  },
  (t) => [
    uniqueIndex('customer_code_key').on(t.tenantId, t.code),
    index('customer_email_idx').on(t.tenantId, t.email),
    index('customer_name_idx').on(t.tenantId, t.name, t.id),
  ],
)
