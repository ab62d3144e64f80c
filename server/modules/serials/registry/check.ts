import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import { Scope } from '../../../kernel/command/execute.ts'
import { system } from '../../../kernel/command/principal.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { tenantKeys } from '../keys.ts'
import { applyChange } from '../serial/change-state.ts'
import { SERIAL_STATES } from '../serial/serial.ts'
import { addError, type CheckReport, countCause } from './check-report.ts'
import { type Flaw, flawOf } from './invalid.ts'
import { domainsOf, linkNow, type PublicPiece, publicPieces, upsertMaker, writePieces } from './link.ts'
import { quarantineStrangers, quarantineUnknownMakers } from './strangers.ts'

export type { CheckReport } from './check-report.ts'

/** Pieces compared together: what is in memory, and how long this process hears nothing else (about 20 ms). */
const CHUNK = 1_000
const NIL = '00000000-0000-0000-0000-000000000000'
/** A key that left the ring makes every serial look forged. So many at once are not quarantined but told. */
const SUSPICIOUS = { least: 20, share: 0.5 }

export interface CheckOptions {
  readonly tenant?: Tenant | undefined
  readonly dryRun?: boolean | undefined
}

/**
 * Compares the pieces of the tenant store with those of the registry, tenant by tenant and chunk by chunk: writes what is
 * missing or stale there, quarantines in both what has an invalid serial. Safe to run at any time and again.
 */
export async function checkStores(kernel: Kernel, options: CheckOptions = {}): Promise<CheckReport> {
  const startedAt = kernel.clock.now()
  const report: CheckReport = {
    dryRun: options.dryRun ?? false,
    tenants: 0,
    checked: 0,
    repaired: 0,
    quarantined: 0,
    errors: 0,
    causes: {},
    messages: [],
  }
  const check = new Check(kernel, report)
  if (options.tenant) await check.tenant(options.tenant)
  else {
    for (let after = NIL; ; ) {
      const ids = await kernel.database.query<{ id: string }>(
        sql`select id from tenant where id > ${after}::uuid order by id limit 100`,
      )
      for (const { id } of ids) {
        const tenant = await kernel.tenants.byId(id)
        if (tenant) await check.tenant(tenant)
      }
      if (ids.length < 100) break
      after = ids.at(-1)!.id
    }
    await quarantineUnknownMakers(kernel, report)
  }
  if (!report.dryRun) await keepReport(kernel, startedAt, report)
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

type TenantPiece = PublicPiece & { seq: number }

class Check {
  readonly #kernel: Kernel
  readonly #report: CheckReport

  constructor(kernel: Kernel, report: CheckReport) {
    this.#kernel = kernel
    this.#report = report
  }

  async tenant(tenant: Tenant): Promise<void> {
    this.#report.tenants++
    try {
      await this.#pieces(tenant)
      await quarantineStrangers(this.#kernel, this.#report, tenant)
    } catch (error) {
      addError(
        this.#report,
        'failed',
        `${tenant.code}: ${error instanceof Error ? error.message : String(error)}`,
      )
      this.#kernel.log.error({ err: error, tenantId: tenant.id }, 'the check of a workshop failed')
    }
  }

  /** From the tenant store to the registry. */
  async #pieces(tenant: Tenant): Promise<void> {
    const { registry, database } = this.#kernel
    const duplicates = await this.#duplicates(tenant)
    const domains = await database.read(tenant.id, (tx) => domainsOf(tx, tenant.id))
    for (let after = NIL; ; ) {
      const pieces = await database.read(tenant.id, (tx) =>
        tx.rows<TenantPiece>(publicPieces(tenant.id, sql`s.id > ${after}::uuid`, CHUNK)),
      )
      if (after === NIL && pieces.length > 0 && !this.#report.dryRun)
        await registry.query(upsertMaker(tenant, domains))
      if (pieces.length === 0) return
      after = pieces.at(-1)!.id
      this.#report.checked += pieces.length
      await this.#quarantine(tenant, pieces, duplicates)
      await this.#repair(tenant, domains, pieces)
      if (pieces.length < CHUNK) return
      await turn()
    }
  }

  /** The index makes them impossible; a store that was restored or repaired by hand may have lost it. */
  async #duplicates(tenant: Tenant): Promise<ReadonlySet<string>> {
    const rows = await this.#kernel.database.read(tenant.id, (tx) =>
      tx.rows<{ id: string }>(
        sql`select unnest((array_agg(id order by id))[2:])::uuid as id from serial where tenant_id = ${tenant.id}::uuid
          group by folded having count(*) > 1`,
      ),
    )
    return new Set(rows.map((row) => row.id))
  }

  async #quarantine(
    tenant: Tenant,
    pieces: readonly TenantPiece[],
    duplicates: ReadonlySet<string>,
  ): Promise<void> {
    const keys = tenantKeys(this.#kernel, tenant.code)
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
        this.#report,
        'key_missing',
        `${tenant.code}: ${unsigned} of ${pieces.length} pieces are signed by no key of SERIAL_MASTER_KEYS: is one missing? They were left alone`,
        unsigned,
      )
    }
    for (const [flaw, ids] of flawed) {
      countCause(this.#report, flaw, ids.length)
      this.#report.quarantined += ids.length
      if (!this.#report.dryRun) await this.#quarantineIn(tenant, flaw, ids)
    }
  }

  /** In the tenant store with its event and audit record, then in the registry at once. */
  async #quarantineIn(tenant: Tenant, flaw: Flaw, ids: readonly string[]): Promise<void> {
    const { database, registry } = this.#kernel
    await database.write(tenant.id, async (tx) => {
      const caller = { principal: system, tenant, locale: tenant.locale, requestId: newId() }
      const scope = new Scope(this.#kernel, tx, 'serials.check', caller, [])
      const ctx = scope.context() as TenantContext
      const from = SERIAL_STATES.filter((state) => state !== 'quarantined')
      const reason = `The serial is invalid (${flaw})`
      await applyChange(ctx, { ids, from, to: 'quarantined', reason, locationCode: null })
      ctx.audit({ entity: 'serial', changes: { quarantined: ids.length, flaw } })
      await Promise.all(scope.finish(undefined))
    })
    await database.read(tenant.id, (tx) => linkNow(registry, tx, tenant, ids))
  }

  async #repair(tenant: Tenant, domains: readonly string[], pieces: readonly TenantPiece[]): Promise<void> {
    const { registry } = this.#kernel
    const known = new Map(
      (
        await registry.query<PublicPiece & { maker_code: string; maker_folded: string }>(
          sql`select id, folded, compact, serial, kind, status, version, line, line_index, issued_on, made_on, product, maker_code, maker_folded
            from registry.piece where id = any(${pieces.map((piece) => piece.id)}::uuid[])`,
        )
      ).map((piece) => [piece.id, piece]),
    )
    const wrong: PublicPiece[] = []
    const ahead: { id: string; version: number; serial: string }[] = []
    for (const { seq: _seq, ...piece } of pieces) {
      const there = known.get(piece.id)
      if (!there) countCause(this.#report, 'missing')
      else {
        const { maker_code, maker_folded, ...registered } = there
        if (registered.version > piece.version) {
          ahead.push(registered)
          continue
        }
        const isMakers = maker_code === tenant.code && maker_folded === fold(tenant.code)
        if (isMakers && isDeepStrictEqual(plain(registered), plain(piece))) continue
        countCause(this.#report, 'stale')
      }
      wrong.push(piece)
    }
    await this.#ahead(tenant, ahead)
    this.#report.repaired += wrong.length
    if (wrong.length > 0 && !this.#report.dryRun)
      await writePieces(registry, tenant, domains, wrong, { repair: true })
  }

  /**
   * Where the registry has the higher version, mostly a job was faster than this check. Otherwise the tenant store came
   * back from a backup, or somebody wrote to the registry: a person has to look into it, the higher version stays.
   */
  async #ahead(
    tenant: Tenant,
    ahead: readonly { id: string; version: number; serial: string }[],
  ): Promise<void> {
    if (ahead.length === 0) return
    const versions = await this.#kernel.database.read(tenant.id, (tx) =>
      tx.rows<{ id: string; version: number }>(
        sql`select id, version from serial where tenant_id = ${tenant.id}::uuid and id = any(${ahead.map((a) => a.id)}::uuid[])`,
      ),
    )
    const now = new Map(versions.map((row) => [row.id, row.version]))
    for (const { id, version, serial } of ahead) {
      if (version > (now.get(id) ?? 0))
        addError(
          this.#report,
          'ahead',
          `${tenant.code}: the registry has ${serial} in version ${version}, the tenant store in ${now.get(id) ?? 0}`,
        )
    }
  }
}

/** Rows of both stores as the same kind of object. */
const plain = (piece: PublicPiece): unknown => JSON.parse(JSON.stringify(piece))
