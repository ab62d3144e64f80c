import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { idTimeMs, isUuid, newId, uuidV7LowerBound } from './ids.ts'

const sorted = (ids: readonly string[]) => [...ids].sort()

describe('a new id', () => {
  it('is a UUIDv7 of the variant of RFC 9562 that carries its time', () => {
    const ms = Date.UTC(2025, 10, 9, 8, 7, 6, 543)
    const id = newId(ms)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(idTimeMs(id)).toBe(ms)
  })

  it('carries the time of the example in RFC 9562, appendix A.6', () => {
    expect(newId(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7/)
    expect(idTimeMs('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(Date.UTC(2022, 1, 22, 19, 22, 22))
  })

  it('sorts after all earlier ones of its millisecond, and none is given twice', () => {
    const ids = Array.from({ length: 200_000 }, () => newId(1_700_000_000_000))
    expect(ids.findIndex((id, i) => i > 0 && id <= ids[i - 1]!)).toBe(-1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('keeps the order within each of several times that take turns', () => {
    const times = [5, 9, 7].map((n) => 1_700_000_000_000 + n)
    const byTime = new Map(times.map((ms) => [ms, [] as string[]]))
    for (let round = 0; round < 1_000; round++) for (const ms of times) byTime.get(ms)?.push(newId(ms))
    for (const [ms, ids] of byTime) {
      expect(ids).toEqual(sorted(ids))
      expect(ids.every((id) => idTimeMs(id) === ms)).toBe(true)
    }
    expect(new Set([...byTime.values()].flat()).size).toBe(3_000)
  })

  it('does not tell how many were made: each millisecond starts anew at random', () => {
    const starts = Array.from({ length: 50 }, (_, i) => newId(1_600_000_000_000 + i).slice(14))
    expect(new Set(starts).size).toBe(50)
    expect(starts).not.toEqual(sorted(starts))
  })

  it('fits the first and the last millisecond there is, and refuses any other', () => {
    expect(idTimeMs(newId(0))).toBe(0)
    expect(idTimeMs(newId(2 ** 48 - 1))).toBe(2 ** 48 - 1)
    for (const ms of [-1, 2 ** 48, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => newId(ms)).toThrow(RangeError)
      expect(() => uuidV7LowerBound(ms)).toThrow(RangeError)
    }
    expect(isUuid(newId())).toBe(true)
  })
})

describe('ids by the clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('do not step back with a clock that is set back a little', () => {
    const noon = Date.UTC(2090, 0, 1, 12)
    vi.setSystemTime(noon)
    const before = newId()
    vi.setSystemTime(noon - 9_000)
    const after = newId()
    expect(idTimeMs(after)).toBe(noon)
    expect(after > before).toBe(true)
  })

  it('believe a clock again that was wrong by far', () => {
    const noon = Date.UTC(2091, 0, 1, 12)
    vi.setSystemTime(noon)
    newId()
    vi.setSystemTime(noon - 3_600_000)
    expect(idTimeMs(newId())).toBe(noon - 3_600_000)
  })
})

describe('the lower bound of a millisecond', () => {
  it('is not above any id of it and above every id before it', () => {
    const ms = 1_700_000_000_000
    expect(uuidV7LowerBound(ms)).toBe('018bcfe5-6800-7000-8000-000000000000')
    expect(idTimeMs(uuidV7LowerBound(ms))).toBe(ms)
    for (let i = 0; i < 1_000; i++) {
      expect(newId(ms) >= uuidV7LowerBound(ms)).toBe(true)
      expect(newId(ms - 1) < uuidV7LowerBound(ms)).toBe(true)
    }
  })
})

describe('telling a UUID', () => {
  it('accepts any version in either case', () => {
    expect(isUuid('00000000-0000-0000-0000-000000000000')).toBe(true)
    expect(isUuid('F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6')).toBe(true)
  })

  it.each(['', 'abc', 'f81d4fae7dec11d0a76500a0c91e6bf6', '{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}', null, 7])(
    'refuses %j',
    (value) => {
      expect(isUuid(value)).toBe(false)
    },
  )

  it('lets nothing follow it that could break out of a statement', () => {
    const id = newId()
    for (const text of [`${id}\n`, `${id}'; DROP`, ` ${id}`]) expect(isUuid(text)).toBe(false)
  })

  it('has no time in other versions', () => {
    expect(() => idTimeMs('f81d4fae-7dec-11d0-a765-00a0c91e6bf6')).toThrow(RangeError)
    expect(() => idTimeMs('not an id')).toThrow(RangeError)
  })
})
