import { setImmediate as turn } from 'node:timers/promises'
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
import { CheckPosition } from './check-position.ts'
import { addError, type CheckReport, countCause } from './check-report.ts'
import { type Flaw, flawOf } from './invalid.ts'
import {
  domainsOf,
  linkNow,
  makeWay,
  type PublicPiece,
  publicPieces,
  upsertMaker,
  writePieces,
} from './link.ts'
import { quarantineStrangers, quarantineUnknownMakers } from './strangers.ts'

export type { CheckReport } from './check-report.ts'

/** Pieces compared together: what is in memory, and how long this process hears nothing else (about 20 ms). */
const CHUNK = 1_000
const NIL = '00000000-0000-0000-0000-000000000000'
/** Above every UUID. */
const BEYOND = 'g'
/** A key that left the ring makes every serial look forged. So many at once are not quarantined but told. */
const SUSPICIOUS = { least: 20, share: 0.5 }

/** How far a check has come, about every thousand pieces. */
export interface CheckProgress {
  readonly tenant: string
  readonly checked: number
  readonly repaired: number
  readonly quarantined: number
}

export interface CheckOptions {
  readonly tenant?: Tenant | undefined
  readonly dryRun?: boolean | undefined
  /** Does not go on where an earlier check was ended. */
  readonly fromStart?: boolean | undefined
  /** Where the registry has a higher version than the tenant store, takes that for a fault of the registry. */
  readonly trustTenant?: boolean | undefined
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined
}

/**
 * Compares the pieces of the tenant store with those of the registry, tenant by tenant: reads both in the order of their ids
 * side by side, writes what is missing or stale in the registry, quarantines what has an invalid serial or was never issued. Safe
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
  const check = new Check(kernel, report, position, options)
  const { from } = position
  if (options.tenant) await check.tenant(options.tenant, from?.after)
  else {
    // The workshop that the earlier check was in is gone on with, not counted again.
    if (from) {
      const tenant = await kernel.tenants.byId(from.tenantId)
      if (tenant) await check.tenant(tenant, from.after)
    }
    for (let after = from?.tenantId ?? NIL; ; ) {
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

type TenantPiece = PublicPiece & { seq: number; pattern: string | null }
type RegisteredPiece = PublicPiece & { maker_code: string }

/** Rows of one store in the order of their ids, a page at a time; the next page is asked for while this one is worked on. */
class Pages<T extends { id: string }> {
  rows: T[] = []
  #after: string
  #isLast = false
  #next: Promise<T[]> | undefined
  readonly #read: (after: string) => Promise<T[]>

  constructor(after: string, read: (after: string) => Promise<T[]>) {
    this.#after = after
    this.#read = read
  }

  /** Has a page at least, unless there is nothing more. */
  async fill(): Promise<void> {
    if (this.rows.length > 0 || this.#isLast) return
    this.rows = await (this.#next ?? this.#read(this.#after))
    this.#next = undefined
    if (this.rows.length < CHUNK) {
      this.#isLast = true
      return
    }
    this.#after = this.rows.at(-1)!.id
    this.#next = this.#read(this.#after)
    // It is looked at when it is awaited.
    this.#next.catch(() => {})
  }

  /** Up to this id all rows are known. */
  get frontier(): string {
    return this.#isLast ? BEYOND : this.rows.at(-1)!.id
  }

  /** Takes the rows up to an id. */
  takeUntil(id: string): T[] {
    const end = this.rows.findIndex((row) => row.id > id)
    return this.rows.splice(0, end < 0 ? this.rows.length : end)
  }
}

class Check {
  readonly #kernel: Kernel
  readonly #report: CheckReport
  readonly #position: CheckPosition
  readonly #options: CheckOptions
  /** Who was put out of the place of a piece, and counted then. */
  readonly #displaced = new Set<string>()

  constructor(kernel: Kernel, report: CheckReport, position: CheckPosition, options: CheckOptions) {
    this.#kernel = kernel
    this.#report = report
    this.#position = position
    this.#options = options
  }

  async tenant(tenant: Tenant, from?: string): Promise<void> {
    if (from === undefined || from === NIL) this.#report.tenants++
    try {
      await this.#pieces(tenant, from ?? NIL)
    } catch (error) {
      addError(
        this.#report,
        'failed',
        `${tenant.code}: ${error instanceof Error ? error.message : String(error)}`,
      )
      this.#kernel.log.error({ err: error, tenantId: tenant.id }, 'the check of a workshop failed')
    }
  }

  async #pieces(tenant: Tenant, from: string): Promise<void> {
    const { registry, database } = this.#kernel
    const maker = fold(tenant.code)
    const [duplicates, domains] = await Promise.all([
      this.#duplicates(tenant),
      database.read(tenant.id, (tx) => domainsOf(tx, tenant.id)),
    ])
    const issued = new Pages<TenantPiece>(from, (after) =>
      database.read(tenant.id, (tx) =>
        tx.rows(
          publicPieces(tenant.id, sql`s.id > ${after}::uuid`, CHUNK, sql`, s.seq::int as seq, s.pattern`),
        ),
      ),
    )
    const registered = new Pages<RegisteredPiece>(from, (after) =>
      registry.query(
        sql`select id, folded, compact, serial, kind, status, version, line, line_index, issued_on, made_on, product, maker_code
          from registry.piece where maker_folded = ${maker} and id > ${after}::uuid order by id limit ${CHUNK}::int`,
      ),
    )
    let isFirst = true
    for (;;) {
      await Promise.all([issued.fill(), registered.fill()])
      if (isFirst && issued.rows.length > 0 && !this.#report.dryRun)
        await registry.query(upsertMaker(tenant, domains))
      isFirst = false
      if (issued.rows.length === 0 && registered.rows.length === 0) return
      const until = lesser(issued.frontier, registered.frontier)
      const pieces = issued.takeUntil(until)
      const known = new Map(registered.takeUntil(until).map((piece) => [piece.id, piece]))
      this.#report.checked += pieces.length
      await this.#quarantine(tenant, pieces, duplicates)
      await this.#repair(tenant, domains, pieces, known)
      for (const piece of pieces) known.delete(piece.id)
      for (const id of this.#displaced) known.delete(id)
      if (known.size > 0) await quarantineStrangers(this.#kernel, this.#report, tenant, [...known.values()])
      if (until !== BEYOND) await this.#position.save({ tenantId: tenant.id, after: until }, this.#report)
      const { checked, repaired, quarantined } = this.#report
      this.#options.onProgress?.({ tenant: tenant.code, checked, repaired, quarantined })
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
      await scope.finish(undefined)
    })
    await database.read(tenant.id, (tx) => linkNow(registry, tx, tenant, ids))
  }

  async #repair(
    tenant: Tenant,
    domains: readonly string[],
    pieces: readonly TenantPiece[],
    known: ReadonlyMap<string, RegisteredPiece>,
  ): Promise<void> {
    const { registry } = this.#kernel
    const wrong: PublicPiece[] = []
    const missing: string[] = []
    const ahead: { id: string; version: number; serial: string }[] = []
    for (const piece of pieces) {
      const there = known.get(piece.id)
      if (!there) missing.push(piece.id)
      else if (there.version > piece.version && !this.#options.trustTenant) {
        ahead.push(there)
        continue
      } else if (isSame(there, piece) && there.maker_code === tenant.code) continue
      else countCause(this.#report, 'stale')
      const { seq: _seq, pattern: _pattern, ...asPublic } = piece
      wrong.push(asPublic)
    }
    // A piece that stands under another maker is not missing, but wrong.
    const elsewhere =
      missing.length === 0
        ? []
        : await registry.query<{ id: string }>(
            sql`select id from registry.piece where id = any(${missing}::uuid[])`,
          )
    countCause(this.#report, 'stale', elsewhere.length)
    countCause(this.#report, 'missing', missing.length - elsewhere.length)
    await this.#ahead(tenant, ahead)
    this.#report.repaired += wrong.length
    if (wrong.length === 0 || this.#report.dryRun) return
    await this.#makeWay(tenant, wrong)
    await writePieces(registry, tenant, domains, wrong, {
      repair: true,
      force: this.#options.trustTenant ?? false,
    })
  }

  /** Whoever has the number of a piece in the registry without being a piece of ours is a stranger. */
  async #makeWay(tenant: Tenant, wrong: readonly PublicPiece[]): Promise<void> {
    const { registry, database } = this.#kernel
    const displaced = await makeWay(registry, tenant, wrong)
    for (const { id } of displaced) this.#displaced.add(id)
    const others = displaced.filter((other) => other.wasFound)
    if (others.length === 0) return
    const ours = await database.read(tenant.id, (tx) =>
      tx.rows(
        sql`select id from serial where tenant_id = ${tenant.id}::uuid and id = any(${others.map((other) => other.id)}::uuid[])`,
      ),
    )
    countCause(this.#report, 'unknown', others.length - ours.length)
    this.#report.quarantined += others.length - ours.length
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

const lesser = (a: string, b: string): string => [a, b].sort()[0]!

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
