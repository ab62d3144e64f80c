import { searchTable } from '../../../kernel/search/search-table.ts'
import { product } from './product.ts'

export const productSearch = searchTable({
  kind: 'product',
  label: { en: 'Products', th: 'สินค้า' },
  permission: 'catalog.read',
  page: '/products/{id}',
  table: product,
  title: 'name',
  titleTh: 'nameTh',
  detail: 'sku',
  code: 'sku',
  deleted: 'deletedAt',
})
