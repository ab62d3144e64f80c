import { deskModule } from './faces/desk.ts'
import { storefrontModule } from './faces/storefront/index.ts'
import type { Module } from './kernel/module.ts'
import { accountingModule } from './modules/accounting/index.ts'
import { auditModule } from './modules/audit/index.ts'
import { brandingModule } from './modules/branding/index.ts'
import { catalogModule } from './modules/catalog/index.ts'
import { checkoutModule } from './modules/checkout/index.ts'
import { commentsModule } from './modules/comments/index.ts'
import { crmModule } from './modules/crm/index.ts'
import { documentsModule } from './modules/documents/index.ts'
import { flagsModule } from './modules/flags/index.ts'
import { identityModule } from './modules/identity/index.ts'
import { inventoryModule } from './modules/inventory/index.ts'
import { labelsModule } from './modules/labels/index.ts'
import { listsModule } from './modules/lists/index.ts'
import { liveModule } from './modules/live/index.ts'
import { manufacturingModule } from './modules/manufacturing/index.ts'
import { noticesModule } from './modules/notices/index.ts'
import { notificationsModule } from './modules/notifications/index.ts'
import { ownershipModule } from './modules/ownership/index.ts'
import { passportsModule } from './modules/passports/index.ts'
import { paymentsModule } from './modules/payments/index.ts'
import { pricingModule } from './modules/pricing/index.ts'
import { reportingModule } from './modules/reporting/index.ts'
import { salesModule } from './modules/sales/index.ts'
import { searchModule } from './modules/search/index.ts'
import { serialsModule } from './modules/serials/index.ts'
import { tenancyModule } from './modules/tenancy/index.ts'
import { traceabilityModule } from './modules/traceability/index.ts'
import { vigilanceModule } from './modules/vigilance/index.ts'

/** Every module, in order of dependency: a module may import only what stands above it. */
export const modules: readonly Module[] = [
  identityModule,
  tenancyModule,
  flagsModule,
  auditModule,
  liveModule,
  listsModule,
  noticesModule,
  commentsModule,
  notificationsModule,
  documentsModule,
  brandingModule,
  catalogModule,
  pricingModule,
  accountingModule,
  inventoryModule,
  serialsModule,
  manufacturingModule,
  labelsModule,
  crmModule,
  paymentsModule,
  salesModule,
  checkoutModule,
  ownershipModule,
  vigilanceModule,
  reportingModule,
  searchModule,
  traceabilityModule,
  passportsModule,
  deskModule,
  storefrontModule,
]
