import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { addError, type CheckReport, countCause } from './check-report.ts'
import { claimedGtins, type LinkedGtin, writeGtins } from './link-gtins.ts'

const CHUNK = 1_000

interface RegisteredGtin extends LinkedGtin {
  maker_folded: string | null
}

/** Compares the GTINs that a workshop has claimed, or had, with those of the registry. */
export async function checkGtins(
  kernel: Kernel,
  tenant: Tenant,
  report: CheckReport,
  options: { trustTenant: boolean },
): Promise<void> {
  const maker = fold(tenant.code)
  for (let after = ''; ; ) {
    const claims = await kernel.database.read(tenant.id, (tx) =>
      tx.rows<LinkedGtin>(claimedGtins(tenant.id, sql`c.gtin > ${after}`, CHUNK)),
    )
    if (claims.length > 0) await compare(kernel, tenant, report, claims, options)
    if (claims.length < CHUNK) break
    after = claims.at(-1)!.gtin
  }
  for (let after = ''; ; ) {
    const rows = await kernel.registry.query<{ gtin: string }>(
      sql`select gtin from registry.gtin where maker_folded = ${maker} and gtin > ${after} order by gtin limit ${CHUNK}::int`,
    )
    await release(
      kernel,
      report,
      rows.map(({ gtin }) => gtin),
    )
    if (rows.length < CHUNK) return
    after = rows.at(-1)!.gtin
  }
}

async function compare(
  kernel: Kernel,
  tenant: Tenant,
  report: CheckReport,
  claims: readonly LinkedGtin[],
  { trustTenant }: { trustTenant: boolean },
): Promise<void> {
  const maker = fold(tenant.code)
  const rows = await kernel.registry.query<RegisteredGtin>(
    sql`select gtin, maker_folded, product, version::int as version, former from registry.gtin
      where gtin = any(${claims.map(({ gtin }) => gtin)}::text[])`,
  )
  const known = new Map(rows.map((row) => [row.gtin, row]))
  const wrong: LinkedGtin[] = []
  for (const claim of claims) {
    const there = known.get(claim.gtin)
    if (there && there.version > claim.version && !trustTenant) {
      addError(
        report,
        'ahead',
        `${tenant.code}: the registry has the GTIN ${claim.gtin} in version ${there.version}, the tenant store in ${claim.version}`,
      )
      continue
    }
    const holder = claim.product === null ? null : maker
    if (there && there.version === claim.version && there.maker_folded === holder && isSame(there, claim))
      continue
    countCause(report, there ? 'gtin_stale' : 'gtin_missing')
    wrong.push(claim)
  }
  report.repaired += wrong.length
  if (wrong.length > 0 && !report.dryRun)
    await writeGtins(kernel.registry, tenant, wrong, { repair: true, force: trustTenant })
}

/** A maker's name for a GTIN that nobody has claimed leads nowhere any more. */
async function release(kernel: Kernel, report: CheckReport, gtins: readonly string[]): Promise<void> {
  if (gtins.length === 0) return
  const claimed = await kernel.database.query<{ gtin: string }>(
    sql`select gtin from gtin_claim where gtin = any(${gtins}::text[])`,
  )
  const known = new Set(claimed.map(({ gtin }) => gtin))
  const unknown = gtins.filter((gtin) => !known.has(gtin))
  countCause(report, 'gtin_unknown', unknown.length)
  report.repaired += unknown.length
  if (unknown.length > 0 && !report.dryRun)
    await kernel.registry.query(
      sql`update registry.gtin set maker_folded = null, product = null where gtin = any(${unknown}::text[])`,
    )
}

/** PostgreSQL gives the keys of both in the same order. */
const isSame = (a: LinkedGtin, b: LinkedGtin): boolean =>
  JSON.stringify([a.product, a.former]) === JSON.stringify([b.product, b.former])
