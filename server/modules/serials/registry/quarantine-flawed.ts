import { newId } from '../../../../shared/ids.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import { Scope } from '../../../kernel/command/execute.ts'
import { system } from '../../../kernel/command/principal.ts'
import { tenantKeys } from '../keys.ts'
import { applyChange } from '../serial/change-state.ts'
import { SERIAL_STATES } from '../serial/serial.ts'
import { addError, countCause } from './check-report.ts'
import type { CheckRun } from './check-run.ts'
import { type Flaw, flawOf } from './invalid.ts'
import { linkNow, type PublicPiece } from './link.ts'

/** A key that left the ring makes every serial look forged. So many at once are not quarantined but told. */
const SUSPICIOUS = { least: 20, share: 0.5 }

/** What tells whether a serial is valid by itself. */
export type SignedPiece = Omit<PublicPiece, 'version' | 'made_on' | 'product'> & {
  readonly seq: number
  readonly pattern: string | null
}

/** Quarantines those of a workshop's pieces whose serial is invalid by itself. */
export async function quarantineFlawed(
  run: CheckRun,
  tenant: Tenant,
  pieces: readonly SignedPiece[],
  duplicates: ReadonlySet<string>,
): Promise<void> {
  const { kernel, report } = run
  const keys = tenantKeys(kernel, tenant.code)
  const flawed = new Map<Flaw, string[]>()
  for (const piece of pieces) {
    if (piece.status === 'quarantined') continue
    const flaw = flawOf(piece, tenant.code, keys) ?? (duplicates.has(piece.id) ? 'duplicate' : undefined)
    if (flaw) flawed.set(flaw, [...(flawed.get(flaw) ?? []), piece.id])
  }
  const unsigned = flawed.get('hash')?.length ?? 0
  if (unsigned >= SUSPICIOUS.least && unsigned > pieces.length * SUSPICIOUS.share) {
    flawed.delete('hash')
    addError(
      report,
      'key_missing',
      `${tenant.code}: ${unsigned} of ${pieces.length} pieces are signed by no key of SERIAL_MASTER_KEYS: is one missing? They were left alone`,
      unsigned,
    )
  }
  for (const [flaw, ids] of flawed) {
    countCause(report, flaw, ids.length)
    report.quarantined += ids.length
    if (!report.dryRun) await quarantine(run, tenant, flaw, ids)
  }
}

/** In the tenant store with its event and audit record, then in the registry at once. */
async function quarantine(
  { kernel }: CheckRun,
  tenant: Tenant,
  flaw: Flaw,
  ids: readonly string[],
): Promise<void> {
  const { database, registry } = kernel
  await database.write(tenant.id, async (tx) => {
    const caller = { principal: system, tenant, locale: tenant.locale, requestId: newId() }
    const scope = new Scope(kernel, tx, 'serials.check', caller, [])
    const ctx = scope.context() as TenantContext
    const from = SERIAL_STATES.filter((state) => state !== 'quarantined')
    const reason = `The serial is invalid (${flaw})`
    await applyChange(ctx, { ids, from, to: 'quarantined', reason, locationCode: null })
    ctx.audit({ entity: 'serial', changes: { quarantined: ids.length, flaw } })
    await scope.finish()
  })
  await database.read(tenant.id, (tx) => linkNow(registry, tx, tenant, ids))
}
