import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { addError, countCause } from './check-report.ts'
import type { CheckRun } from './check-run.ts'
import { makeWay, type PublicPiece, writePieces } from './link.ts'

export type RegisteredPiece = PublicPiece & { readonly maker_code: string }

/**
 * Writes those pieces to the registry that it does not have as they should be; `known` is what it has. Gives the ids of the rows
 * that had to leave the place of a piece.
 */
export async function repairPieces(
  run: CheckRun,
  tenant: Tenant,
  domains: readonly string[],
  pieces: readonly PublicPiece[],
  known: ReadonlyMap<string, RegisteredPiece>,
): Promise<readonly string[]> {
  const { report, options } = run
  const { registry } = run.kernel
  const wrong: PublicPiece[] = []
  const missing: string[] = []
  const ahead: RegisteredPiece[] = []
  for (const piece of pieces) {
    const there = known.get(piece.id)
    if (!there) missing.push(piece.id)
    else if (there.version > piece.version && !options.trustTenant) {
      ahead.push(there)
      continue
    } else if (isSame(there, piece) && there.maker_code === tenant.code) continue
    else countCause(report, 'stale')
    wrong.push(piece)
  }
  // A piece that stands under another maker is not missing, but wrong.
  const elsewhere =
    missing.length === 0
      ? []
      : await registry.query<{ id: string }>(
          sql`select id from registry.piece where id = any(${missing}::uuid[])`,
        )
  countCause(report, 'stale', elsewhere.length)
  countCause(report, 'missing', missing.length - elsewhere.length)
  await tellAhead(run, tenant, ahead)
  report.repaired += wrong.length
  if (wrong.length === 0 || report.dryRun) return []
  const displaced = await displace(run, tenant, wrong)
  await writePieces(registry, tenant, domains, wrong, { repair: true, force: options.trustTenant ?? false })
  return displaced
}

/** Whoever has the number of a piece in the registry without being a piece of ours is a stranger. */
async function displace(
  { kernel, report }: CheckRun,
  tenant: Tenant,
  wrong: readonly PublicPiece[],
): Promise<string[]> {
  const displaced = await makeWay(kernel.registry, tenant, wrong)
  const others = displaced.filter((other) => other.wasFound).map((other) => other.id)
  if (others.length > 0) {
    const ours = await kernel.database.read(tenant.id, (tx) =>
      tx.rows(
        sql`select id from serial where tenant_id = ${tenant.id}::uuid and id = any(${others}::uuid[])`,
      ),
    )
    countCause(report, 'unknown', others.length - ours.length)
    report.quarantined += others.length - ours.length
  }
  return displaced.map((other) => other.id)
}

/**
 * Where the registry has the higher version, mostly a job was faster than this check. Otherwise the tenant store came
 * back from a backup, or somebody wrote to the registry: a person has to look into it, the higher version stays.
 */
async function tellAhead(
  { kernel, report }: CheckRun,
  tenant: Tenant,
  ahead: readonly RegisteredPiece[],
): Promise<void> {
  if (ahead.length === 0) return
  const versions = await kernel.database.read(tenant.id, (tx) =>
    tx.rows<{ id: string; version: number }>(
      sql`select id, version from serial where tenant_id = ${tenant.id}::uuid and id = any(${ahead.map((a) => a.id)}::uuid[])`,
    ),
  )
  const now = new Map(versions.map((row) => [row.id, row.version]))
  for (const { id, version, serial } of ahead) {
    if (version > (now.get(id) ?? 0))
      addError(
        report,
        'ahead',
        `${tenant.code}: the registry has ${serial} in version ${version}, the tenant store in ${now.get(id) ?? 0}`,
      )
  }
}

/** Whether both stores say the same of a piece. */
const isSame = (a: PublicPiece, b: PublicPiece): boolean =>
  a.version === b.version &&
  a.status === b.status &&
  a.folded === b.folded &&
  a.compact === b.compact &&
  a.serial === b.serial &&
  a.kind === b.kind &&
  a.line === b.line &&
  a.line_index === b.line_index &&
  a.issued_on === b.issued_on &&
  a.made_on === b.made_on &&
  // PostgreSQL gives the keys of both in the same order.
  JSON.stringify(a.product) === JSON.stringify(b.product)
