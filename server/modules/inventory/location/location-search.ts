import { searchTable } from '../../../kernel/search/search-table.ts'
import { location } from './location.ts'

export const locationSearch = searchTable({
  kind: 'location',
  label: { en: 'Places', th: 'ที่เก็บ' },
  permission: 'inventory.read',
  page: '/stock?locationId={id}',
  table: location,
  title: 'name',
  titleTh: 'nameTh',
  detail: 'code',
  code: 'code',
  deleted: 'deletedAt',
})
