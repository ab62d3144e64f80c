// UUIDv7 by RFC 9562: 48 bits of Unix milliseconds, then, by its method of a fixed-length counter (section
// 6.2), a 42-bit counter seeded at random for every millisecond, then 32 random bits for every id.

const LARGEST_MS = 2 ** 48 - 1
const LOW_BITS = 2 ** 30

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

// One call for random bytes per id would cost far more than the id; 16 KiB at a time makes it vanish.
const pool = new Uint32Array(4096)
let poolPosition = pool.length

function randomWord(): number {
  if (poolPosition === pool.length) {
    globalThis.crypto.getRandomValues(pool)
    poolPosition = 0
  }
  return pool[poolPosition++]!
}

// Requests that froze their time at different milliseconds take ids in turns. Remembering the counters of
// the last milliseconds keeps the ids of each one in the order of their making.
const REMEMBERED_MILLISECONDS = 1024
const earlierCounters = new Map<number, number>()
let currentMs = -1
let currentTime = ''
let counter = 0

function enter(ms: number): void {
  assertTime(ms)
  if (currentMs >= 0) {
    earlierCounters.set(currentMs, counter)
    if (earlierCounters.size > REMEMBERED_MILLISECONDS) {
      earlierCounters.delete(earlierCounters.keys().next().value!)
    }
  }
  // The top bit of a seed is zero, which leaves 2^41 ids for the millisecond: it cannot overflow.
  counter = earlierCounters.get(ms) ?? (randomWord() >>> 21) * LOW_BITS + (randomWord() >>> 2)
  earlierCounters.delete(ms)
  currentMs = ms
  currentTime = timeHex(ms)
}

function assertTime(ms: number): void {
  if (!Number.isInteger(ms) || ms < 0 || ms > LARGEST_MS) {
    throw new RangeError('the time of an id must be whole milliseconds from 1970, below 2^48')
  }
}

function timeHex(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7`
}

// A clock that is set back a little must not break the order; one that was wrong by more is believed again.
const TOLERATED_ROLLBACK_MS = 10_000
let clockMs = 0

function readClock(): number {
  const now = Date.now()
  if (now > clockMs || clockMs - now > TOLERATED_ROLLBACK_MS) clockMs = now
  return clockMs
}

/**
 * A new UUIDv7, lower case. Ids of the same millisecond sort in the order they were made within this process, also
 * when callers with different times take turns (over the last 1,024 different milliseconds). Without an
 * argument the ids never step back when the clock does, for up to ten seconds.
 *
 * @param nowMs Unix time in whole milliseconds; used as it is
 * @throws RangeError for a time that does not fit 48 bits
 */
export function newId(nowMs: number = readClock()): string {
  if (nowMs !== currentMs) enter(nowMs)
  counter += 1
  const high = Math.floor(counter / LOW_BITS)
  const low = counter % LOW_BITS
  const random = randomWord()
  return `${currentTime}${HEX[high >>> 4]}${HEX[high & 15]![1]}-${HEX[0x80 | (low >>> 24)]}${HEX[(low >>> 16) & 255]}-${HEX[(low >>> 8) & 255]}${HEX[low & 255]}${HEX[random >>> 24]}${HEX[(random >>> 16) & 255]}${HEX[(random >>> 8) & 255]}${HEX[random & 255]}`
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** True for the hyphenated text of a UUID of any version, in either case. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}

/**
 * The Unix time in milliseconds inside a UUIDv7.
 *
 * @throws RangeError for anything else
 */
export function idTimeMs(id: string): number {
  if (!isUuid(id) || id[14] !== '7') throw new RangeError('not a UUIDv7')
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/**
 * The smallest UUIDv7 of a millisecond: the bound of a partition or of a range over ids.
 *
 * @throws RangeError for a time that does not fit 48 bits
 */
export function uuidV7LowerBound(ms: number): string {
  assertTime(ms)
  return `${timeHex(ms)}000-8000-000000000000`
}
