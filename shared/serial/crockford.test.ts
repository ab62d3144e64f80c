import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CROCKFORD, decodeCrockford, encodeCrockford, isCrockford } from './crockford.ts'

describe("Crockford's base 32", () => {
  it('has 32 characters, none of them I, L, O or U', () => {
    expect(new Set(CROCKFORD).size).toBe(32)
    expect(CROCKFORD).not.toMatch(/[ILOU]/)
    expect(isCrockford(CROCKFORD)).toBe(true)
    for (const text of ['', 'I', 'L', 'O', 'U', '*', 'a', '7K2U', '7K\n'])
      expect(isCrockford(text)).toBe(false)
  })

  it('writes five bits a character, most significant first', () => {
    expect(encodeCrockford(0, 4)).toBe('0000')
    expect(encodeCrockford(2 ** 20 - 1, 4)).toBe('ZZZZ')
    expect(encodeCrockford(1234, 3)).toBe('16J')
    expect(decodeCrockford('16J')).toBe(1234)
  })

  it('reads what it writes, up to 50 bits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 - 1 }), (value) => {
        const text = encodeCrockford(value, 10)
        expect(text).toHaveLength(10)
        expect(decodeCrockford(text)).toBe(value)
      }),
    )
  })

  it('refuses what does not fit', () => {
    expect(() => encodeCrockford(32, 1)).toThrow(RangeError)
    expect(() => encodeCrockford(-1, 4)).toThrow(RangeError)
    expect(() => encodeCrockford(0.5, 4)).toThrow(RangeError)
    expect(() => decodeCrockford('U')).toThrow(RangeError)
    expect(() => decodeCrockford('00000000000')).toThrow(RangeError)
  })
})
