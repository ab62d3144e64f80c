import { defineModule } from '../../kernel/module.ts'
import { getBrand, saveBrand } from './brand/brand-settings.ts'

export { type Brand, brandOf, readBrand } from './brand/brand-of.ts'
export { brandChanged } from './events.ts'

/** How a workshop looks to those who buy from it. */
export const brandingModule = defineModule({
  name: 'branding',
  records: { brand: 'branding.brand' },
  operations: [getBrand, saveBrand],
})
