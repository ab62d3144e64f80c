import { searchTable } from '../../../kernel/search/search-table.ts'
import { customer } from './customer.ts'

export const customerSearch = searchTable({
  kind: 'customer',
  label: { en: 'Customers', th: 'ลูกค้า' },
  permission: 'crm.read',
  page: '/customers/{id}',
  table: customer,
  title: 'name',
  detail: 'code',
  code: 'code',
  deleted: 'deletedAt',
})
