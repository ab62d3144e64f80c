import { createRequire } from 'node:module'
import type { Redis, RedisOptions } from 'ioredis'

const require = createRequire(import.meta.url)

type Options = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'lazyConnect'>

/** Connects to Redis. The client is loaded here: most installations have no Redis. While it is away, each caller does without. */
export function openRedis(url: string, options: Options): Redis {
  const { Redis: Client } = require('ioredis') as typeof import('ioredis')
  const redis = new Client(url, options)
  redis.on('error', () => {})
  return redis
}
