import { setImmediate as turn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import { Scope } from '../../../kernel/command/execute.ts'
import { system } from '../../../kernel/command/principal.ts'
import type { Row } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { tenantKeys } from '../keys.ts'
import { applyChange } from '../serial/change-state.ts'
import { SERIAL_STATES } from '../serial/serial.ts'
import { type Flaw, flawOf } from './invalid.ts'
import { domainsOf, linkNow, type PublicPiece, publicPieces, upsertMaker, writePieces } from './link.ts'

/** Pieces compared together: what is in memory, and how long this process hears nothing else (about 20 ms). */
const CHUNK = 1_000
const NIL = '00000000-0000-0000-0000-000000000000'
/** A key that left the ring makes every serial look forged. So many at once are not quarantined but told. */
const SUSPICIOUS = { least: 20, share: 0.5 }

export interface CheckReport {
  readonly dryRun: boolean
  tenants: number
  checked: number
  /** Missing or stale in the registry, and written anew. */
  repaired: number
  quarantined: number
  errors: number
  /** How many for which reason. */
  readonly causes: Record<string, number>
  /** What a person should look at, at most a few of them. */
  readonly messages: string[]
}

export interface CheckOptions {
  readonly tenant?: Tenant | undefined
  readonly dryRun?: boolean | undefined
}

const MOST_MESSAGES = 50

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
    await check.unknownMakers()
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
      await this.#strangers(tenant)
    } catch (error) {
      this.#error('failed', `${tenant.code}: ${error instanceof Error ? error.message : String(error)}`)
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
      this.#error(
        'key_missing',
        `${tenant.code}: ${unsigned} of ${pieces.length} pieces are signed by no key of SERIAL_MASTER_KEYS: is one missing? They were left alone`,
        unsigned,
      )
    }
    for (const [flaw, ids] of flawed) {
      this.#count(flaw, ids.length)
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
      if (!there) this.#count('missing')
      else {
        const { maker_code, maker_folded, ...registered } = there
        if (registered.version > piece.version) {
          ahead.push(registered)
          continue
        }
        const isMakers = maker_code === tenant.code && maker_folded === fold(tenant.code)
        if (isMakers && isDeepStrictEqual(plain(registered), plain(piece))) continue
        this.#count('stale')
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
        this.#error(
          'ahead',
          `${tenant.code}: the registry has ${serial} in version ${version}, the tenant store in ${now.get(id) ?? 0}`,
        )
    }
  }

  /** From the registry to the tenant store: what a maker never issued. */
  async #strangers(tenant: Tenant): Promise<void> {
    const { registry, database } = this.#kernel
    const maker = fold(tenant.code)
    const keys = tenantKeys(this.#kernel, tenant.code)
    for (let after = NIL; ; ) {
      const rows = await registry.query<PublicPiece>(
        sql`select id, folded, compact, serial, kind, status, version, line, line_index, issued_on, made_on, product
          from registry.piece where maker_folded = ${maker} and id > ${after}::uuid order by id limit ${CHUNK}::int`,
      )
      if (rows.length === 0) return
      after = rows.at(-1)!.id
      const ids = rows.map((row) => row.id)
      const known = new Set(
        (
          await database.read(tenant.id, (tx) =>
            tx.rows<{ id: string }>(
              sql`select id from serial where tenant_id = ${tenant.id}::uuid and id = any(${ids}::uuid[])`,
            ),
          )
        ).map((row) => row.id),
      )
      const forged: string[] = []
      for (const row of rows) {
        if (known.has(row.id) || row.status === 'quarantined') continue
        // Signed by us, so it was issued: the tenant store lost it, which a person has to look into.
        if (row.kind === 'standard' && flawOf(row, tenant.code, keys) === undefined) {
          this.#error(
            'lost',
            `${tenant.code}: the tenant store does not have ${row.serial}, which is genuine`,
          )
        } else forged.push(row.id)
      }
      this.#count('unknown', forged.length)
      await this.#quarantineStrangers(forged)
      if (rows.length < CHUNK) return
      await turn()
    }
  }

  /** Pieces of makers that no workshop is. */
  async unknownMakers(): Promise<void> {
    const makers = await this.#kernel.registry.query<{ maker_folded: string }>(
      sql`with recursive makers as (
          (select maker_folded from registry.piece order by maker_folded limit 1)
          union all
          select (select p.maker_folded from registry.piece p where p.maker_folded > m.maker_folded order by p.maker_folded limit 1)
          from makers m where m.maker_folded is not null
        ) select maker_folded from makers where maker_folded is not null`,
    )
    for (const { maker_folded } of makers) {
      const [known] = await this.#kernel.database.query<Row>(
        sql`select from tenant where code_folded = ${maker_folded}`,
      )
      if (known) continue
      for (let after = NIL; ; ) {
        const rows = await this.#kernel.registry.query<{ id: string }>(
          sql`select id from registry.piece where maker_folded = ${maker_folded} and status <> 'quarantined' and id > ${after}::uuid
            order by id limit ${CHUNK}::int`,
        )
        if (rows.length === 0) break
        after = rows.at(-1)!.id
        this.#report.checked += rows.length
        this.#count('unknown_tenant', rows.length)
        await this.#quarantineStrangers(rows.map((row) => row.id))
      }
    }
  }

  async #quarantineStrangers(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    this.#report.quarantined += ids.length
    if (this.#report.dryRun) return
    await this.#kernel.registry.query(
      sql`update registry.piece set status = 'quarantined', updated_at = now() where id = any(${ids}::uuid[])`,
    )
  }

  #count(cause: string, by = 1): void {
    if (by > 0) this.#report.causes[cause] = (this.#report.causes[cause] ?? 0) + by
  }

  #error(cause: string, message: string, by = 1): void {
    this.#report.errors += by
    this.#count(cause, by)
    if (this.#report.messages.length < MOST_MESSAGES) this.#report.messages.push(message)
  }
}

/** Rows of both stores as the same kind of object. */
const plain = (piece: PublicPiece): unknown => JSON.parse(JSON.stringify(piece))
