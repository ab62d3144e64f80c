import { createHash } from 'node:crypto'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'

/** Failures that one address may make with one account, and all addresses together with it, in a window. */
const PER_ADDRESS = 10
const PER_ACCOUNT = 100
const WINDOW_MS = 15 * 60_000

/** An attempt that is running. It counts as a failure until {@link Attempt.succeeded} says otherwise. */
export interface Attempt {
  succeeded(): Promise<void>
}

/**
 * Slows down who guesses passwords. Counted in the database: the same for every process, also after a restart, and
 * counted before the password is looked at, so that a thousand guesses at once do not all see a zero.
 */
export class Throttle {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Begins an attempt with an account (an e-mail, or whatever stands for one) from an address. Throws
   * `identity.too_many_attempts` when there were too many failures. What is kept is a hash, so that a mistyped e-mail
   * (or a password typed into its field) is not.
   */
  async begin(account: string, address: string): Promise<Attempt> {
    const now = this.#clock.now()
    const who = createHash('sha256').update(account.toLowerCase()).digest('base64url')
    const keys = [`${who}|${address}`, who]
    const ends = new Date(now.getTime() + WINDOW_MS)
    const rows = await this.#database.query<{ key: string; failures: number; window_ends_at: Date }>(
      sql`insert into identity.sign_in_throttle as t (key, failures, window_ends_at)
          select key, 1, ${ends}::timestamptz from unnest(${keys}::text[]) as k(key) order by key
          on conflict (key) do update set
            failures = case when t.window_ends_at <= ${now}::timestamptz then 1 else t.failures + 1 end,
            window_ends_at = case when t.window_ends_at <= ${now}::timestamptz then excluded.window_ends_at else t.window_ends_at end
          returning key, failures, window_ends_at`,
    )
    for (const row of rows) {
      if (row.failures <= (row.key === who ? PER_ACCOUNT : PER_ADDRESS)) continue
      const retryAfterS = Math.max(1, Math.ceil((row.window_ends_at.getTime() - now.getTime()) / 1000))
      throw fail(
        'identity.too_many_attempts',
        { retryAfterS },
        { headers: { 'retry-after': String(retryAfterS) } },
      )
    }
    return {
      succeeded: async () => {
        await this.#database.query(
          sql`delete from identity.sign_in_throttle where key = any(${keys}::text[])`,
        )
      },
    }
  }

  /** True for the first who comes with this key, false for whoever comes again within so many seconds. */
  async once(key: string, seconds: number): Promise<boolean> {
    // The codes of an app go by the real time, so this does, too.
    const hash = createHash('sha256').update(key).digest('base64url')
    const rows = await this.#database.query(
      sql`insert into identity.sign_in_throttle as t (key, failures, window_ends_at)
          values (${`once|${hash}`}, 0, now() + make_interval(secs => ${seconds}::int))
          on conflict (key) do update set window_ends_at = excluded.window_ends_at
            where t.window_ends_at <= now()
          returning key`,
    )
    return rows.length === 1
  }

  /** Forgets windows that are over. */
  async sweep(): Promise<void> {
    await this.#database.query(
      sql`delete from identity.sign_in_throttle where window_ends_at <= least(${this.#clock.now()}::timestamptz, now())`,
    )
  }
}
