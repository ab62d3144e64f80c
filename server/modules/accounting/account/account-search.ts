import { searchTable } from '../../../kernel/search/search-table.ts'
import { account } from './account.ts'

export const accountSearch = searchTable({
  kind: 'account',
  label: { en: 'Accounts', th: 'บัญชี' },
  permission: 'accounting.read',
  page: '/books/accounts/{id}',
  table: account,
  title: 'name',
  titleTh: 'nameTh',
  detail: 'code',
  code: 'code',
})
