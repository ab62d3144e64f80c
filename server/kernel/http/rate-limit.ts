import { randomInt } from 'node:crypto'
import type { Redis } from 'ioredis'
import { openRedis } from '../redis.ts'

/** A limit: so many requests in a window, told apart by the key that the caller gives. */
export interface RatePolicy {
  /** Its name in the `RateLimit` headers. */
  readonly name: string
  readonly limit: number
  readonly windowS: number
  /**
   * There are more keys than anybody wants to remember, and none is asked for nearly as often as the limit: they share counters,
   * as many as have room in a megabyte. That can only refuse earlier, and one counter has a handful of keys.
   */
  readonly isCoarse?: boolean
}

export interface RateDecision {
  readonly allowed: boolean
  readonly remaining: number
  /** Seconds until the window ends. */
  readonly resetS: number
}

/** Counts requests in windows: in this process, or in Redis where several processes must agree. */
export interface RateLimiter {
  take(policy: RatePolicy, key: string, nowMs: number): RateDecision | Promise<RateDecision>
  close(): Promise<void>
}

const decide = (policy: RatePolicy, count: number, resetS: number): RateDecision => ({
  allowed: count <= policy.limit,
  remaining: Math.max(0, policy.limit - count),
  resetS,
})

/** For one process. Windows start with a client's first request, so nobody gets two windows' worth at their border. */
export class MemoryRateLimiter implements RateLimiter {
  readonly #counts = new Map<string, { count: number; endsMs: number }>()
  readonly #coarse = new Map<string, CoarseCounts>()
  #sweepAtMs = 0

  take(policy: RatePolicy, key: string, nowMs: number): RateDecision {
    if (policy.isCoarse) return this.#takeCoarse(policy, key, nowMs)
    if (nowMs >= this.#sweepAtMs) this.#sweep(nowMs)
    const name = `${policy.name}|${key}`
    let entry = this.#counts.get(name)
    if (!entry || entry.endsMs <= nowMs) {
      entry = { count: 0, endsMs: nowMs + policy.windowS * 1000 }
      this.#counts.set(name, entry)
    }
    entry.count++
    return decide(policy, entry.count, Math.max(1, Math.ceil((entry.endsMs - nowMs) / 1000)))
  }

  #takeCoarse(policy: RatePolicy, key: string, nowMs: number): RateDecision {
    let counts = this.#coarse.get(policy.name)
    if (!counts) {
      counts = new CoarseCounts()
      this.#coarse.set(policy.name, counts)
    }
    const { count, endsMs } = counts.add(key, nowMs, policy.windowS * 1000)
    return decide(policy, count, Math.max(1, Math.ceil((endsMs - nowMs) / 1000)))
  }

  #sweep(nowMs: number): void {
    for (const [name, entry] of this.#counts) if (entry.endsMs <= nowMs) this.#counts.delete(name)
    this.#sweepAtMs = nowMs + 10_000
  }

  async close(): Promise<void> {
    this.#counts.clear()
    this.#coarse.clear()
  }
}

/** A power of two. */
const COUNTERS = 1 << 17

/** Counts in windows for any number of keys, in as much memory as it begins with. */
class CoarseCounts {
  readonly #counts = new Uint32Array(COUNTERS)
  readonly #endsMs = new Float64Array(COUNTERS)
  /** So that nobody outside can know which keys share a counter. */
  readonly #seed = randomInt(2 ** 32)

  add(key: string, nowMs: number, windowMs: number): { count: number; endsMs: number } {
    const i = this.#indexOf(key)
    if (this.#endsMs[i]! <= nowMs) {
      this.#counts[i] = 0
      this.#endsMs[i] = nowMs + windowMs
    }
    this.#counts[i]!++
    return { count: this.#counts[i]!, endsMs: this.#endsMs[i]! }
  }

  /** FNV-1a over the seed and the key, its upper bits mixed into the lower ones. */
  #indexOf(key: string): number {
    let hash = this.#seed
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
    return (hash ^ (hash >>> 15)) & (COUNTERS - 1)
  }
}

/** For several processes. While Redis is away each process counts for itself: a limit is looser, never absent. */
export class RedisRateLimiter implements RateLimiter {
  readonly #redis: Redis
  readonly #fallback = new MemoryRateLimiter()

  constructor(url: string) {
    this.#redis = openRedis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false })
  }

  async take(policy: RatePolicy, key: string, nowMs: number): Promise<RateDecision> {
    const name = `touchmark:rate:${policy.name}:${key}`
    try {
      // The window starts with the first request, as in one process, and is timed by Redis: processes need not agree on the time.
      const answers = await this.#redis
        .multi()
        .set(name, 0, 'PX', policy.windowS * 1000, 'NX')
        .incr(name)
        .pttl(name)
        .exec()
      const leftMs = Number(answers?.[2]?.[1])
      return decide(policy, Number(answers?.[1]?.[1]), Math.max(1, Math.ceil(leftMs / 1000)))
    } catch {
      return this.#fallback.take(policy, key, nowMs)
    }
  }

  async close(): Promise<void> {
    this.#redis.disconnect()
    await this.#fallback.close()
  }
}

/** The headers of the IETF draft "RateLimit header fields for HTTP". */
export const rateHeaders = (policy: RatePolicy, decision: RateDecision): Record<string, string> => ({
  ratelimit: `"${policy.name}";r=${decision.remaining};t=${decision.resetS}`,
  'ratelimit-policy': `"${policy.name}";q=${policy.limit};w=${policy.windowS}`,
})
