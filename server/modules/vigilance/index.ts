import { defineModule } from '../../kernel/module.ts'
import { decideAlert } from './alert/decide-alert.ts'
import { raiseAlerts } from './alert/raise-alerts.ts'
import { alerts, getAlert } from './alert/read-alerts.ts'
import { scanAnalytics } from './analytics/scan-analytics.ts'
import { watchSchedule } from './watch/watch-scans.ts'

export { type DetectorScore, type Evaluation, evaluate } from './evaluate/evaluate.ts'
export { type WatchReport, watchScans } from './watch/watch-scans.ts'

/** Watches how the public asks for serials, and tells the maker what honest pieces are not asked like. */
export const vigilanceModule = defineModule({
  name: 'vigilance',
  operations: [scanAnalytics, ...alerts.operations, getAlert, decideAlert],
  jobs: [raiseAlerts],
  schedules: [watchSchedule],
  permissions: ['vigilance.read'],
  records: { scan_alert: 'vigilance.alert' },
  invariants: new URL('./invariants/', import.meta.url),
})
