import { searchTable } from '../../../kernel/search/search-table.ts'
import { member } from './member.ts'

export const memberSearch = searchTable({
  kind: 'member',
  label: { en: 'People', th: 'สมาชิก' },
  permission: 'identity.read',
  page: '/people/members/{id}',
  table: member,
  title: 'name',
  detail: 'email',
  deleted: 'deletedAt',
})
