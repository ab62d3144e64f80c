import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Logger } from 'pino'
import { newId } from '../../../../shared/ids.ts'
import { hmacSha256 } from '../../../../shared/serial/mac.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Place } from './place.ts'

const FLUSH_MS = 1_000
/** Scans that are written before the second is over. */
const FLUSH_AT = 100
/** While the registry is away no more than this is kept; counts go on. */
const MOST_KEPT = 10_000
const HOUR_MS = 3_600_000

interface Scan {
  readonly pieceId: string
  readonly makerFolded: string
  readonly atMs: number
  readonly outcome: string
  readonly client: string
  readonly place: Place
}

/** A number that nobody issued. */
interface Try {
  readonly folded: string
  readonly makerFolded: string
  readonly atMs: number
  readonly client: string
  readonly country: string | null
}

interface Count {
  scans: number
  firstMs: number
  lastMs: number
}

class Batch {
  scans: Scan[] = []
  tries: Try[] = []
  readonly counts = new Map<string, Count>()
  /** By `hour|outcome`. */
  readonly outcomes = new Map<string, number>()

  get isEmpty(): boolean {
    return this.outcomes.size === 0
  }

  addScan(scan: Scan): void {
    if (this.scans.length < MOST_KEPT) this.scans.push(scan)
    this.addCount(scan.pieceId, { scans: 1, firstMs: scan.atMs, lastMs: scan.atMs })
  }

  addCount(pieceId: string, { scans, firstMs, lastMs }: Count): void {
    const count = this.counts.get(pieceId)
    if (!count) {
      this.counts.set(pieceId, { scans, firstMs, lastMs })
      return
    }
    count.scans += scans
    count.firstMs = Math.min(count.firstMs, firstMs)
    count.lastMs = Math.max(count.lastMs, lastMs)
  }

  addOutcome(key: string, count: number): void {
    this.outcomes.set(key, (this.outcomes.get(key) ?? 0) + count)
  }

  /** Takes over what could not be written. */
  takeBack(older: Batch): void {
    this.scans = [...older.scans, ...this.scans].slice(0, MOST_KEPT)
    this.tries = [...older.tries, ...this.tries].slice(0, MOST_KEPT)
    for (const [pieceId, count] of older.counts) this.addCount(pieceId, count)
    for (const [key, count] of older.outcomes) this.addOutcome(key, count)
  }
}

/**
 * Counts scans without making anybody wait: kept here and written together, each second or when there are many. The end
 * of the process without a goodbye loses a second of counts, and nothing else.
 */
export class ScanBuffer {
  readonly #registry: Database
  readonly #log: Logger
  readonly #clientKey: KeyObject
  #batch = new Batch()
  #writing: { batch: Batch; done: Promise<void> } | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(kernel: Pick<Kernel, 'registry' | 'log' | 'serialKeys'>) {
    this.#registry = kernel.registry
    this.#log = kernel.log
    // The oldest key stays when a new one comes, so that processes on either side of a rotation know the same clients.
    const master = Buffer.from(kernel.serialKeys.at(-1)!, 'hex')
    this.#clientKey = createSecretKey(
      Buffer.from(hkdfSync('sha256', master, '', 'touchmark/scan-client', 32)),
    )
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS)
    this.#timer.unref()
  }

  /** Counts an answer. */
  answered(outcome: string, atMs: number): void {
    this.#batch.addOutcome(`${atMs - (atMs % HOUR_MS)}|${outcome}`, 1)
  }

  /** Counts the scan of a piece. `client` is an address, kept only as a code that changes every day. */
  scanned(
    piece: { id: string; maker_folded: string },
    scan: { outcome: string; client: string; atMs: number; place: Place },
  ): void {
    this.#batch.addScan({ pieceId: piece.id, makerFolded: piece.maker_folded, ...scan })
    if (this.#batch.scans.length >= FLUSH_AT && !this.#writing) void this.flush()
  }

  /** Counts a number that nobody issued, kept only as a code of the day. */
  tried(number: Try): void {
    if (this.#batch.tries.length < MOST_KEPT) this.#batch.tries.push(number)
  }

  /** Scans of a piece that the registry does not have yet. */
  pendingOf(pieceId: string): number {
    return (
      (this.#batch.counts.get(pieceId)?.scans ?? 0) + (this.#writing?.batch.counts.get(pieceId)?.scans ?? 0)
    )
  }

  /** Writes what is there. Resolves when it is written, or kept for the next time. Never throws. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing.done
    if (this.#batch.isEmpty) return
    const batch = this.#batch
    this.#batch = new Batch()
    const done = this.#write(batch).catch((error: unknown) => {
      this.#log.warn({ err: error, scans: batch.scans.length }, 'scans wait for the registry')
      this.#batch.takeBack(batch)
    })
    this.#writing = { batch, done: done.then(() => undefined) }
    await done
    this.#writing = undefined
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #write(batch: Batch): Promise<void> {
    // The same order in every process: two that write the same pieces wait for each other and never both.
    const counts = [...batch.counts].sort(([a], [b]) => (a < b ? -1 : 1))
    const outcomes = [...batch.outcomes].sort(([a], [b]) => (a < b ? -1 : 1))
    const { scans } = batch
    const tries = this.#foldTries(batch.tries)
    await this.#registry.query(
      sql`with counted as (
          insert into registry.scan_count as c (piece_id, scans, first_at, last_at)
          select * from unnest(${counts.map(([id]) => id)}::uuid[], ${counts.map(([, c]) => c.scans)}::bigint[],
            ${counts.map(([, c]) => new Date(c.firstMs))}::timestamptz[], ${counts.map(([, c]) => new Date(c.lastMs))}::timestamptz[])
          on conflict (piece_id) do update set scans = c.scans + excluded.scans,
            first_at = least(c.first_at, excluded.first_at), last_at = greatest(c.last_at, excluded.last_at)
        ), kept as (
          insert into registry.scan (id, piece_id, maker_folded, at, outcome, client, country, lat, lon, device)
          select * from unnest(${scans.map((s) => newId(s.atMs))}::uuid[], ${scans.map((s) => s.pieceId)}::uuid[],
            ${scans.map((s) => s.makerFolded)}::text[], ${scans.map((s) => new Date(s.atMs))}::timestamptz[],
            ${scans.map((s) => s.outcome)}::text[], ${scans.map((s) => this.#codeOf(s.atMs, s.client))}::text[],
            ${scans.map((s) => s.place.country)}::text[], ${scans.map((s) => s.place.lat)}::smallint[],
            ${scans.map((s) => s.place.lon)}::smallint[], ${scans.map((s) => s.place.device)}::text[])
        ), tried as (
          insert into registry.unknown_try as u (day, client, number_code, maker_folded, tries, first_at, last_at, country)
          select * from unnest(${tries.map((one) => one.day)}::date[], ${tries.map((one) => one.client)}::text[],
            ${tries.map((one) => one.number)}::text[], ${tries.map((one) => one.makerFolded)}::text[],
            ${tries.map((one) => one.tries)}::int[], ${tries.map((one) => new Date(one.firstMs))}::timestamptz[],
            ${tries.map((one) => new Date(one.lastMs))}::timestamptz[], ${tries.map((one) => one.country)}::text[])
          on conflict (day, client, number_code) do update set tries = u.tries + excluded.tries,
            first_at = least(u.first_at, excluded.first_at), last_at = greatest(u.last_at, excluded.last_at)
        )
        insert into registry.verify_outcome as o (hour, outcome, count)
        select * from unnest(${outcomes.map(([key]) => new Date(Number(key.split('|')[0])))}::timestamptz[],
          ${outcomes.map(([key]) => key.split('|')[1]!)}::text[], ${outcomes.map(([, count]) => count)}::bigint[])
        on conflict (hour, outcome) do update set count = o.count + excluded.count`,
    )
  }

  /** The same number of the same client on the same day is one row, in one order in every process. */
  #foldTries(tries: readonly Try[]) {
    const rows = new Map<string, Tried>()
    for (const { folded, makerFolded, atMs, client, country } of tries) {
      const day = dayOf(atMs)
      const code = this.#codeOf(atMs, client)
      const number = this.#code(`${day}|number|${folded}`)
      const key = `${day}|${code}|${number}`
      const known = rows.get(key)
      if (known) {
        known.tries++
        known.firstMs = Math.min(known.firstMs, atMs)
        known.lastMs = Math.max(known.lastMs, atMs)
      } else
        rows.set(key, {
          day,
          client: code,
          number,
          makerFolded,
          tries: 1,
          firstMs: atMs,
          lastMs: atMs,
          country,
        })
    }
    return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }

  /** Tells the clients of a day apart without saying who they are. */
  #codeOf(atMs: number, client: string): string {
    return this.#code(`${dayOf(atMs)}|${client}`)
  }

  #code(text: string): string {
    return Buffer.from(hmacSha256(this.#clientKey, text).slice(0, 24), 'hex').toString('base64url')
  }
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)

interface Tried {
  readonly day: string
  readonly client: string
  readonly number: string
  readonly makerFolded: string
  tries: number
  firstMs: number
  lastMs: number
  readonly country: string | null
}

const buffers = new WeakMap<Kernel, ScanBuffer>()

/** The buffer of this process. */
export function scansOf(kernel: Kernel): ScanBuffer {
  let buffer = buffers.get(kernel)
  if (!buffer) {
    buffer = new ScanBuffer(kernel)
    buffers.set(kernel, buffer)
  }
  return buffer
}
