import { setImmediate as turn } from 'node:timers/promises'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { type CheckedChunk, runBeside } from './check-beside.ts'
import type { CheckRun } from './check-run.ts'
import { domainsOf, type PublicPiece, publicPieces, upsertMaker } from './link.ts'
import { BEYOND, Pages } from './pages.ts'
import { digestInRegistry, digestOf, PIECE_DIGEST } from './piece-digest.ts'
import { quarantineFlawed, type SignedPiece } from './quarantine-flawed.ts'
import { type RegisteredPiece, repairPieces } from './repair-pieces.ts'
import { quarantineStrangers } from './strangers.ts'

/**
 * Pieces compared together: how long this process hears nothing else (about 5 ms). What is read of a thousand lives so long that V8
 * takes it for lasting, and a check of a million held 380 MB where it now holds 260.
 */
const CHUNK = 250
/** Progress is told after so many pieces. */
const TOLD_EVERY = 1_000

type DigestedPiece = SignedPiece & { digest: string }
type WholePiece = SignedPiece & PublicPiece

/**
 * Compares the pieces of one workshop. The tenant store gives what their serials are signed over and a digest of what the public may
 * see, the registry one digest for all that are compared together. Only where these differ are the pieces of both read whole.
 */
export class PieceCheck {
  readonly #run: CheckRun
  readonly #tenant: Tenant
  readonly #maker: string
  /** Who was put out of the place of a piece, and counted then. */
  readonly #displaced = new Set<string>()
  #domains: string[] = []
  #duplicates: ReadonlySet<string> = new Set()
  #told: number

  constructor(run: CheckRun, tenant: Tenant) {
    this.#run = run
    this.#tenant = tenant
    this.#maker = fold(tenant.code)
    this.#told = run.report.checked
  }

  /** Checks the pieces behind an id. */
  async from(first: string): Promise<void> {
    const { database, registry } = this.#run.kernel
    ;[this.#duplicates, this.#domains] = await Promise.all([
      this.#findDuplicates(),
      database.read(this.#tenant.id, (tx) => domainsOf(tx, this.#tenant.id)),
    ])
    const issued = new Pages<DigestedPiece>(first, CHUNK, (after) =>
      this.#issued(
        sql`p.id, p.folded, p.compact, p.serial, p.kind, p.status, p.line, p.line_index, p.issued_on, p.seq, p.pattern,
          ${PIECE_DIGEST} as digest`,
        sql`s.id > ${after}::uuid`,
      ),
    )
    for (let after = first; after !== BEYOND; ) {
      await issued.fill()
      if (after === first && issued.rows.length > 0 && !this.#run.report.dryRun)
        await registry.query(upsertMaker(this.#tenant, this.#domains))
      const until = issued.frontier
      const pieces = issued.takeUntil(until)
      const [there] = await registry.query<{ digest: string | null }>(
        digestInRegistry(this.#maker, after, until),
      )
      if (there!.digest === digestOf(pieces.map((piece) => piece.digest))) {
        this.#run.report.checked += pieces.length
        await quarantineFlawed(this.#run, this.#tenant, pieces, this.#duplicates)
        await this.#beside(pieces)
        await this.#keep(until)
      } else await this.#sideBySide(after, until)
      after = until
    }
  }

  /** Reads the pieces of both stores behind one id and up to another whole, and makes those of the registry what they should be. */
  async #sideBySide(first: string, last: string): Promise<void> {
    const { kernel, report } = this.#run
    const issued = new Pages<WholePiece>(first, CHUNK, (after) =>
      this.#issued(sql`p.*`, sql`s.id > ${after}::uuid and s.id <= ${last}::uuid`),
    )
    const registered = new Pages<RegisteredPiece>(first, CHUNK, (after) =>
      kernel.registry.query(
        sql`select id, folded, compact, serial, kind, status, version, line, line_index, issued_on, made_on, product, maker_code
          from registry.piece where maker_folded = ${this.#maker} and id > ${after}::uuid and id <= ${last}::uuid
          order by id limit ${CHUNK}::int`,
      ),
    )
    for (;;) {
      await Promise.all([issued.fill(), registered.fill()])
      if (issued.rows.length === 0 && registered.rows.length === 0) return
      const until = lesser(issued.frontier, registered.frontier)
      const pieces = issued.takeUntil(until)
      const known = new Map(registered.takeUntil(until).map((piece) => [piece.id, piece]))
      report.checked += pieces.length
      await quarantineFlawed(this.#run, this.#tenant, pieces, this.#duplicates)
      for (const id of await repairPieces(this.#run, this.#tenant, this.#domains, pieces, known))
        this.#displaced.add(id)
      await this.#beside(pieces)
      for (const piece of pieces) known.delete(piece.id)
      for (const id of this.#displaced) known.delete(id)
      if (known.size > 0) await quarantineStrangers(kernel, report, this.#tenant, [...known.values()])
      await this.#keep(lesser(until, last))
    }
  }

  async #beside(pieces: CheckedChunk['pieces']): Promise<void> {
    const { kernel, report, options } = this.#run
    const { trustTenant = false } = options
    await runBeside({ kernel, report, tenant: this.#tenant, pieces, trustTenant })
  }

  /** Columns `columns` of pieces `p` of the tenant store, in the order of their ids. */
  #issued<T extends DigestedPiece | WholePiece>(columns: Sql, which: Sql): Promise<T[]> {
    const { id, code } = this.#tenant
    const more = sql`, s.seq::int as seq, s.pattern, ${code}::text as maker_code`
    return this.#run.kernel.database.read(id, (tx) =>
      tx.rows<T>(sql`select ${columns} from (${publicPieces(id, which, CHUNK, more)}) p order by p.id`),
    )
  }

  /** The index makes them impossible; a store that was restored or repaired by hand may have lost it. */
  async #findDuplicates(): Promise<ReadonlySet<string>> {
    const rows = await this.#run.kernel.database.read(this.#tenant.id, (tx) =>
      tx.rows<{ id: string }>(
        sql`select unnest((array_agg(id order by id))[2:])::uuid as id from serial where tenant_id = ${this.#tenant.id}::uuid
          group by folded having count(*) > 1`,
      ),
    )
    return new Set(rows.map((row) => row.id))
  }

  /** Keeps how far the check has come, and lets this process hear other things. */
  async #keep(until: string): Promise<void> {
    const { position, report, options } = this.#run
    if (until !== BEYOND) await position.save({ tenantId: this.#tenant.id, after: until }, report)
    const { checked, repaired, quarantined } = report
    if (until === BEYOND || checked - this.#told >= TOLD_EVERY) {
      this.#told = checked
      options.onProgress?.({ tenant: this.#tenant.code, checked, repaired, quarantined })
    }
    await turn()
  }
}

const lesser = (a: string, b: string): string => (a < b ? a : b)
