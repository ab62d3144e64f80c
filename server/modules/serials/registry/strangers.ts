import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { tenantKeys } from '../keys.ts'
import { addError, type CheckReport, countCause } from './check-report.ts'
import { flawOf } from './invalid.ts'
import type { PublicPiece } from './link.ts'
import { NIL } from './pages.ts'

/** Pieces looked at together. */
const CHUNK = 1_000

/** Pieces that the registry has and the tenant store did not give: quarantines what the maker never issued. */
export async function quarantineStrangers(
  kernel: Kernel,
  report: CheckReport,
  tenant: Tenant,
  rows: readonly PublicPiece[],
): Promise<void> {
  const keys = tenantKeys(kernel, tenant.code)
  const ids = rows.map((row) => row.id)
  // Asked again: a piece may have been issued and linked since its place was read.
  const found = await kernel.database.read(tenant.id, (tx) =>
    tx.rows<{ id: string; folded: string }>(
      sql`select id, folded from serial where tenant_id = ${tenant.id}::uuid
          and (id = any(${ids}::uuid[]) or folded = any(${rows.map((row) => fold(row.serial))}::text[]))`,
    ),
  )
  const known = new Set(found.map((piece) => piece.id))
  const numbers = new Set(found.map((piece) => piece.folded))
  const forged: string[] = []
  for (const row of rows) {
    if (known.has(row.id) || row.status === 'quarantined') continue
    // Signed by us, and no piece has the number: it was issued and the tenant store lost it, which a person has to look into.
    if (
      !numbers.has(fold(row.serial)) &&
      row.kind === 'standard' &&
      flawOf(row, tenant.code, keys) === undefined
    ) {
      addError(
        report,
        'lost',
        `${tenant.code}: the tenant store does not have ${row.serial}, which is genuine`,
      )
    } else forged.push(row.id)
  }
  countCause(report, 'unknown', forged.length)
  await quarantine(kernel, report, forged)
}

/** Quarantines the pieces of makers that no workshop is. */
export async function quarantineUnknownMakers(kernel: Kernel, report: CheckReport): Promise<void> {
  const makers = await kernel.registry.query<{ maker_folded: string }>(
    sql`with recursive makers as (
        (select maker_folded from registry.piece order by maker_folded limit 1)
        union all
        select (select p.maker_folded from registry.piece p where p.maker_folded > m.maker_folded order by p.maker_folded limit 1)
        from makers m where m.maker_folded is not null
      ) select maker_folded from makers where maker_folded is not null`,
  )
  const workshops = await kernel.database.query<{ code_folded: string }>(
    sql`select code_folded from tenant where code_folded = any(${makers.map((maker) => maker.maker_folded)}::text[])`,
  )
  const known = new Set(workshops.map((workshop) => workshop.code_folded))
  for (const { maker_folded } of makers) {
    if (known.has(maker_folded)) continue
    for (let after = NIL; ; ) {
      const rows = await kernel.registry.query<{ id: string }>(
        sql`select id from registry.piece where maker_folded = ${maker_folded} and status <> 'quarantined' and id > ${after}::uuid
          order by id limit ${CHUNK}::int`,
      )
      if (rows.length === 0) break
      after = rows.at(-1)!.id
      report.checked += rows.length
      countCause(report, 'unknown_tenant', rows.length)
      await quarantine(
        kernel,
        report,
        rows.map((row) => row.id),
      )
    }
  }
}

async function quarantine(kernel: Kernel, report: CheckReport, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  report.quarantined += ids.length
  if (report.dryRun) return
  await kernel.registry.query(
    sql`update registry.piece set status = 'quarantined', updated_at = now() where id = any(${ids}::uuid[])`,
  )
}
