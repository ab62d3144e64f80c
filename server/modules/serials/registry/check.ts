import { newId } from '../../../../shared/ids.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { linkBrand } from './brands.ts'
import { checkGtins } from './check-gtins.ts'
import { PieceCheck } from './check-pieces.ts'
import { CheckPosition } from './check-position.ts'
import { addError, type CheckReport, countCause } from './check-report.ts'
import type { CheckOptions, CheckRun } from './check-run.ts'
import { NIL } from './pages.ts'
import { checkPictures } from './pictures.ts'
import { quarantineUnknownMakers } from './strangers.ts'

export type { CheckReport } from './check-report.ts'
export type { CheckOptions, CheckProgress } from './check-run.ts'

/**
 * Compares the pieces of the tenant store with those of the registry, tenant by tenant: goes through both in the order of their
 * ids, writes what is missing or stale in the registry, quarantines what has an invalid serial or was never issued. Safe
 * to run at any time and again; one that was ended before it was through is gone on with by the next.
 */
export async function checkStores(kernel: Kernel, options: CheckOptions = {}): Promise<CheckReport> {
  const dryRun = options.dryRun ?? false
  const scope = options.tenant?.id ?? 'all'
  const position = dryRun
    ? CheckPosition.none(kernel)
    : await CheckPosition.take(kernel, scope, { fromStart: options.fromStart ?? false })
  const report: CheckReport = {
    dryRun,
    resumed: position.from !== undefined,
    tenants: 0,
    checked: 0,
    repaired: 0,
    quarantined: 0,
    errors: 0,
    causes: {},
    messages: [],
    ...(position.report ? { ...position.report, resumed: true } : {}),
  }
  const run: CheckRun = { kernel, options, report, position }
  const { from } = position
  if (options.tenant) await checkTenant(run, options.tenant, from?.after)
  else {
    // The workshop that the earlier check was in is gone on with, not counted again.
    if (from) {
      const tenant = await kernel.tenants.byId(from.tenantId)
      if (tenant) await checkTenant(run, tenant, from.after)
    }
    for (let after = from?.tenantId ?? NIL; ; ) {
      const ids = await kernel.database.query<{ id: string }>(
        sql`select id from tenant where id > ${after}::uuid order by id limit 100`,
      )
      for (const { id } of ids) {
        const tenant = await kernel.tenants.byId(id)
        if (tenant) await checkTenant(run, tenant)
      }
      if (ids.length < 100) break
      after = ids.at(-1)!.id
    }
    await quarantineUnknownMakers(kernel, report)
  }
  if (!dryRun) {
    await keepReport(kernel, position.startedAt, report)
    await position.forget()
  }
  return report
}

async function keepReport(kernel: Kernel, startedAt: Date, report: CheckReport): Promise<void> {
  await kernel.registry.query(
    sql`insert into registry.check_run (id, started_at, finished_at, tenants, checked, repaired, quarantined, errors, causes)
      values (${newId(startedAt.getTime())}::uuid, ${startedAt}::timestamptz, ${kernel.clock.now()}::timestamptz,
        ${report.tenants}::int, ${report.checked}::bigint, ${report.repaired}::bigint, ${report.quarantined}::bigint,
        ${report.errors}::bigint, ${report.causes}::jsonb)`,
  )
}

/** All that the two stores have of one workshop. Its failure is told, and does not end the check of the others. */
async function checkTenant(run: CheckRun, tenant: Tenant, from = NIL): Promise<void> {
  if (from === NIL) run.report.tenants++
  try {
    if (from === NIL) await checkBeforePieces(run, tenant)
    await new PieceCheck(run, tenant).from(from)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    addError(run.report, 'failed', `${tenant.code}: ${why}`)
    run.kernel.log.error({ err: error, tenantId: tenant.id }, 'the check of a workshop failed')
  }
}

/** What the registry has of a workshop as a whole. */
async function checkBeforePieces({ kernel, options, report }: CheckRun, tenant: Tenant): Promise<void> {
  const { dryRun } = report
  const isOther = await kernel.database.read(tenant.id, (tx) => linkBrand(kernel, tx, tenant, { dryRun }))
  if (isOther) {
    countCause(report, 'brand')
    report.repaired++
  }
  const pictures = await kernel.database.read(tenant.id, (tx) =>
    checkPictures(kernel, tx, tenant, { dryRun }),
  )
  countCause(report, 'picture', pictures)
  report.repaired += pictures
  await checkGtins(kernel, tenant, report, { trustTenant: options.trustTenant ?? false })
}
