import type { Redis } from 'ioredis'
import { openRedis } from '../redis.ts'

/** Tells the other processes that something was committed, so that they look at once. What is lost is found by looking anyway. */
export interface Wakes {
  tell(tenantId: string): void
  onWake(listener: (tenantId: string) => void): void
  close(): void
}

const CHANNEL = 'touchmark:live'
/** Commits of a tenant within this time are told together. */
const GATHER_MS = 25

export class RedisWakes implements Wakes {
  readonly #publisher: Redis
  readonly #subscriber: Redis
  readonly #pending = new Set<string>()

  constructor(url: string) {
    const options = { maxRetriesPerRequest: 1, enableOfflineQueue: false }
    this.#publisher = openRedis(url, options)
    this.#subscriber = openRedis(url, { ...options, enableOfflineQueue: true, maxRetriesPerRequest: null })
  }

  tell(tenantId: string): void {
    if (this.#pending.size === 0) setTimeout(() => this.#publish(), GATHER_MS).unref()
    this.#pending.add(tenantId)
  }

  #publish(): void {
    const ids = [...this.#pending].join(',')
    this.#pending.clear()
    // Away: the others find it when they look.
    this.#publisher.publish(CHANNEL, ids).catch(() => {})
  }

  onWake(listener: (tenantId: string) => void): void {
    this.#subscriber.on('message', (_channel: string, ids: string) => ids.split(',').forEach(listener))
    this.#subscriber.subscribe(CHANNEL).catch(() => {})
  }

  close(): void {
    this.#publisher.disconnect()
    this.#subscriber.disconnect()
  }
}
