/** What can be imported, and the operation that a file of it goes to. */
export const KINDS = {
  products: 'catalog.product.import',
  'bills-of-materials': 'catalog.bill_of_materials.import',
  routings: 'catalog.routing.import',
  customers: 'crm.customer.import',
  'opening-stock': 'inventory.opening_stock.import',
  serials: 'serials.serial.import',
  'opening-balances': 'accounting.opening_balances.import',
} as const
export type Kind = keyof typeof KINDS

export interface ImportOptions {
  tenant: string
  dryRun?: boolean
  skipErrors?: boolean
  json?: boolean
}
