import { describe, expect, it } from 'vitest'
import { MemoryRateLimiter } from './rate-limit.ts'

describe('a coarse limit', () => {
  const policy = { name: 'numbers', limit: 3, windowS: 60, isCoarse: true }
  const take = (limiter: MemoryRateLimiter, key: string, nowMs: number) => limiter.take(policy, key, nowMs)

  it('counts a key in windows that begin with its first request', () => {
    const limiter = new MemoryRateLimiter()
    expect(take(limiter, 'A', 1_000)).toEqual({ allowed: true, remaining: 2, resetS: 60 })
    expect(take(limiter, 'A', 31_000)).toEqual({ allowed: true, remaining: 1, resetS: 30 })
    expect(take(limiter, 'A', 60_999)).toEqual({ allowed: true, remaining: 0, resetS: 1 })
    expect(take(limiter, 'A', 60_999)).toEqual({ allowed: false, remaining: 0, resetS: 1 })
    expect(take(limiter, 'A', 61_000)).toEqual({ allowed: true, remaining: 2, resetS: 60 })
  })

  it('counts each policy for itself', () => {
    const limiter = new MemoryRateLimiter()
    for (let i = 0; i < 4; i++) take(limiter, 'A', 0)
    expect(limiter.take({ ...policy, name: 'others' }, 'A', 0).allowed).toBe(true)
  })

  it('refuses no key that is asked for now and then, among half a million of them', () => {
    const limiter = new MemoryRateLimiter()
    const wide = { ...policy, limit: 40 }
    let refused = 0
    for (let i = 0; i < 500_000; i++) if (!limiter.take(wide, `MA01HATX${i}`, 0).allowed) refused++
    expect(refused).toBe(0)
  })
})
