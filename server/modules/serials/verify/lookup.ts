import type { Database } from '../../../kernel/db/database.ts'
import type { PublicProduct } from '../registry/link.ts'
import type { SerialState } from '../serial/serial.ts'

/** A piece of the registry with its maker, as verification needs it. */
export interface FoundPiece {
  readonly id: string
  readonly maker_folded: string
  readonly maker_code: string
  readonly maker_name: string
  readonly maker_slug: string
  readonly time_zone: string
  /** As printed. */
  readonly serial: string
  readonly folded: string
  readonly compact: string | null
  readonly kind: 'standard' | 'legacy'
  readonly status: SerialState
  readonly line: string
  readonly line_index: number
  readonly made_on: string | null
  readonly product: PublicProduct
  /** Scans counted so far; null for none. */
  readonly scans: bigint | null
}

/** No answer within this time is no answer. */
const TIMEOUT_MS = 2_000
/** Questions of one statement. */
const MOST_TOGETHER = 200
/** Statements on their way at a time: one is read here while the next is worked on there. */
const MOST_UNDER_WAY = 2

// Each branch reads one index: by human form, by compact form, by the old number of one maker. Maker and count are looked up for the
// piece that was found, and cannot be joined in another order: a plan that was made while there was one maker would be kept while there
// are a thousand, and look for every number once for each of them.
const text = `
select asked.i::int, p.id, p.maker_folded, p.maker_code, m.name as maker_name, m.slug as maker_slug, m.time_zone, p.serial, p.folded,
  p.compact, p.kind, p.status, p.line, p.line_index, p.made_on, p.product,
  (select c.scans from registry.scan_count c where c.piece_id = p.id) as scans
from unnest($1::text[], $2::text[]) with ordinality as asked(folded, maker, i)
cross join lateral (
  select * from registry.piece where folded = asked.folded and kind = 'standard'
  union all
  select * from registry.piece where compact = asked.folded
  union all
  select * from registry.piece where maker_folded = asked.maker and folded = asked.folded and kind = 'legacy'
) p
cross join lateral (select name, slug, time_zone from registry.maker where folded = p.maker_folded limit 1) m`

interface Waiting {
  readonly folded: string
  readonly maker: string
  resolve(found: FoundPiece[]): void
  reject(error: unknown): void
}

/**
 * Looks up pieces. What is asked in the same turn of the event loop, or while statements are under way, goes in one
 * statement: a question alone does not wait, and under load each costs a fraction of a round trip.
 */
export class Lookups {
  readonly #registry: Database
  #waiting: Waiting[] = []
  #underWay = 0
  #isScheduled = false

  constructor(registry: Database) {
    this.#registry = registry
  }

  /** The pieces that a folded text can mean; `maker` (folded) is that of old numbers, `` for none. */
  find(folded: string, maker: string): Promise<FoundPiece[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ folded, maker, resolve, reject })
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= MOST_UNDER_WAY || this.#waiting.length === 0) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      void this.#send(this.#waiting.splice(0, MOST_TOGETHER))
      this.#schedule()
    })
  }

  async #send(questions: readonly Waiting[]): Promise<void> {
    this.#underWay++
    try {
      const values = [
        questions.map((question) => question.folded),
        questions.map((question) => question.maker),
      ]
      const query = { name: 'serial_lookup', text, values, query_timeout: TIMEOUT_MS }
      const found: FoundPiece[][] = questions.map(() => [])
      for (const { i, ...piece } of (await this.#registry.pool.query<FoundPiece & { i: number }>(query)).rows)
        found[i - 1]!.push(piece)
      questions.forEach((question, i) => {
        question.resolve(found[i]!)
      })
    } catch (error) {
      for (const question of questions) question.reject(error)
    } finally {
      this.#underWay--
      this.#schedule()
    }
  }
}

const lookups = new WeakMap<Database, Lookups>()

/** The lookups of this process in a registry. */
export function lookupsIn(registry: Database): Lookups {
  let found = lookups.get(registry)
  if (!found) {
    found = new Lookups(registry)
    lookups.set(registry, found)
  }
  return found
}
