import type { Module } from './kernel/module.ts'
import { catalogModule } from './modules/catalog/index.ts'
import { crmModule } from './modules/crm/index.ts'
import { pricingModule } from './modules/pricing/index.ts'

/** Every module, in order of dependency: a module may import only what stands above it. */
export const modules: readonly Module[] = [catalogModule, pricingModule, crmModule]
