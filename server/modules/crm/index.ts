import { z } from 'zod'
import { defineModule } from '../../kernel/module.ts'
import { resource } from '../../kernel/resource/resource.ts'
import { address } from './customer/address.ts'
import { customer } from './customer/customer.ts'
import { customerSearch } from './customer/customer-search.ts'
import { importCustomersCommand } from './customer/import-customers.ts'

export { type AddressInput, address } from './customer/address.ts'

const customers = resource({
  name: 'crm.customer',
  path: '/customers',
  table: customer,
  readPermission: 'crm.read',
  label: 'code',
  fields: {
    code: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, 'letters, digits, dot, hyphen and underscore'),
    email: z.email().max(254),
    address,
  },
  filters: ['group', 'email'],
  sorts: ['code', 'name'],
  import: 'own',
  shown: ['name', 'code', 'email', 'phone', 'group'],
  example: { code: 'C0001', name: 'Baan Kham Gallery', email: 'hello@baankham.example' },
})

/** Who buys. */
export const crmModule = defineModule({
  name: 'crm',
  operations: [...customers.operations, importCustomersCommand],
  search: [customerSearch],
})
