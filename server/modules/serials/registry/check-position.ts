import { newId } from '../../../../shared/ids.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { CheckReport } from './check-report.ts'

/** A position that nobody moved for so long belongs to a check that was ended. */
const ABANDONED_MS = 30_000
/** What is older has been checked since, or should be checked anew. */
const TOO_OLD_MS = 86_400_000
const SAVE_EVERY_MS = 2_000

export interface Place {
  readonly tenantId: string
  /** Pieces up to this id are checked. */
  readonly after: string
}

interface Row {
  run: string
  started_at: Date
  tenant_id: string
  after: string
  report: CheckReport
}

/** How far a check has come, kept in the registry every two seconds: one that is killed is gone on with. */
export class CheckPosition {
  readonly startedAt: Date
  /** Where to begin; undefined for the beginning. */
  readonly from: Place | undefined
  /** What the check that was ended had found. */
  readonly report: CheckReport | undefined
  readonly #kernel: Kernel
  readonly #scope: string
  readonly #run: string
  #isKept: boolean
  #savedMs: number

  private constructor(kernel: Kernel, scope: string, run: string, isKept: boolean, earlier?: Row) {
    this.#kernel = kernel
    this.#scope = scope
    this.#run = run
    this.#isKept = isKept
    this.#savedMs = performance.now()
    this.startedAt = earlier?.started_at ?? kernel.clock.now()
    this.from = earlier && { tenantId: earlier.tenant_id, after: earlier.after }
    this.report = earlier?.report
  }

  /** For a check that keeps nothing. */
  static none(kernel: Kernel): CheckPosition {
    return new CheckPosition(kernel, '', '', false)
  }

  /**
   * Takes over the position of a check that was ended. While another one of the same scope is under way, this one begins at the
   * beginning and keeps none.
   */
  static async take(kernel: Kernel, scope: string, options: { fromStart: boolean }): Promise<CheckPosition> {
    const run = newId()
    const nowMs = kernel.clock.now().getTime()
    const [earlier] = await kernel.registry.query<Row>(
      sql`update registry.check_position set run = ${run}::uuid, updated_at = ${new Date(nowMs)}::timestamptz
        where scope = ${scope} and updated_at < ${new Date(nowMs - ABANDONED_MS)}::timestamptz
        returning run, started_at, tenant_id, after, report`,
    )
    const isUsable = earlier && !options.fromStart && nowMs - earlier.started_at.getTime() < TOO_OLD_MS
    if (earlier) return new CheckPosition(kernel, scope, run, true, isUsable ? earlier : undefined)
    const position = new CheckPosition(kernel, scope, run, true)
    // Somebody else's is left alone.
    position.#isKept = await position.#write('begin', { tenantId: NOWHERE, after: NOWHERE }, undefined)
    return position
  }

  /** Keeps the position, at most every two seconds. */
  async save(place: Place, report: CheckReport): Promise<void> {
    if (!this.#isKept || performance.now() - this.#savedMs < SAVE_EVERY_MS) return
    await this.#write('move', place, report)
    this.#savedMs = performance.now()
  }

  /** The check is through. */
  async forget(): Promise<void> {
    if (!this.#isKept) return
    await this.#kernel.registry.query(
      sql`delete from registry.check_position where scope = ${this.#scope} and run = ${this.#run}::uuid`,
    )
  }

  async #write(
    what: 'begin' | 'move',
    { tenantId, after }: Place,
    report: CheckReport | undefined,
  ): Promise<boolean> {
    const values = sql`${this.startedAt}::timestamptz, ${tenantId}::uuid, ${after}::uuid, ${JSON.stringify(report ?? {})}::jsonb,
      ${this.#kernel.clock.now()}::timestamptz`
    const rows =
      what === 'begin'
        ? await this.#kernel.registry.query(
            sql`insert into registry.check_position (scope, run, part, started_at, tenant_id, after, report, updated_at)
              values (${this.#scope}, ${this.#run}::uuid, 'pieces', ${values}) on conflict (scope) do nothing returning 1 as one`,
          )
        : await this.#kernel.registry.query(
            sql`update registry.check_position set (started_at, tenant_id, after, report, updated_at) = row(${values})
              where scope = ${this.#scope} and run = ${this.#run}::uuid returning 1 as one`,
          )
    return rows.length === 1
  }
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
