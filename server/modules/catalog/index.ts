import { defineModule } from '../../kernel/module.ts'
import { resource } from '../../kernel/resource/resource.ts'
import { line, nonNegativeDecimal } from '../../kernel/wire.ts'
import { bomTree } from './bill-of-materials/bom-tree.ts'
import { getBillOfMaterials } from './bill-of-materials/get-bill-of-materials.ts'
import { importBillsOfMaterials } from './bill-of-materials/import-bills-of-materials.ts'
import { saveBillOfMaterials } from './bill-of-materials/save-bill-of-materials.ts'
import { importProductsCommand } from './product/import-products.ts'
import { productSearch } from './product/product-search.ts'
import { products } from './product/products.ts'
import { setProductImages } from './product/set-images.ts'
import { getRouting } from './routing/get-routing.ts'
import { importRoutings } from './routing/import-routings.ts'
import { workCentre } from './routing/routing.ts'
import { saveRouting } from './routing/save-routing.ts'

export { gtinsChanged, picturesChanged } from './events.ts'
export { type GivenGtin, type GtinGift, giveGtin } from './product/give-gtin.ts'
export { importProducts } from './product/import-products.ts'
export { writeImages } from './product/set-images.ts'
export { productsBySku } from './product/skus.ts'

const workCentres = resource({
  name: 'catalog.work_centre',
  path: '/work-centres',
  table: workCentre,
  readPermission: 'catalog.read',
  label: 'code',
  fields: { code: line(40), ratePerHour: nonNegativeDecimal },
  fixed: ['code'],
  sorts: ['code'],
  example: { code: 'STITCH', name: 'Stitching bench', ratePerHour: '180' },
})

/** What the workshop makes and of what: products, bills of materials, routings, work centres. */
export const catalogModule = defineModule({
  name: 'catalog',
  operations: [
    ...products.operations,
    importProductsCommand,
    setProductImages,
    ...workCentres.operations,
    saveBillOfMaterials,
    getBillOfMaterials,
    bomTree,
    importBillsOfMaterials,
    saveRouting,
    getRouting,
    importRoutings,
  ],
  search: [productSearch],
})
