// `npm run test:long`: what takes too long for `npm test`. Fifty crashes, ten times as many generated requests, 100,000
// products, a recall of 100,000 pieces.
import path from 'node:path'
import { install, node, root, run, toolEnv } from './prepare.mjs'

install()
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
const env = {
  ...toolEnv(),
  CRASH_MOMENTS: '50',
  FUZZ_RUNS: '400',
  IMPORT_PRODUCTS: '100000',
  IMPORT_ROWS: '50000',
  STOCK_MOVES: '440000',
  DASHBOARD_ROWS: '1000000',
  STOCK_LEVELS: '200000',
  EPCIS_EVENTS: '1000000',
  SEARCH_RECORDS: '1000000',
  WORKER_KILLS: '50',
  SERIALS_MISTYPED: '10000',
  ISSUED_BY_EACH: '125000',
  RECALL_PIECES: '100000',
  STRICT_TIMES: '1',
}
process.exitCode = await run(
  node,
  [
    vitest,
    'run',
    'server/crash',
    'server/guards/fuzz',
    'server/modules/catalog/import-many',
    'server/modules/lists/import/imports-of-many',
    'server/modules/checkout/cart/complete-cart',
    'server/modules/inventory/stock/many-levels',
    'server/modules/inventory/stock/many-moves',
    'server/modules/reporting/dashboard/many-rows',
    'server/modules/traceability/query/plans',
    'server/modules/search/many-records',
    'server/modules/serials/registry/faults',
    'server/modules/serials/serial/issue',
    'shared/serial/mistypings',
    'server/modules/ownership/recall/many-pieces',
  ],
  { env },
)
