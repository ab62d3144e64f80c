import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHECK_START, checkCharacter, closeCheck, extendCheck, hasValidCheck } from './check.ts'

const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const texts = fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 40 })

describe('ISO 7064 MOD 37-2', () => {
  it('gives the check characters known from blood donation numbers (ISBT 128)', () => {
    expect(checkCharacter('G123498654321')).toBe('H')
    expect(checkCharacter('G123489654321')).toBe('Y')
  })

  it('makes the weighted sum of all characters 1 modulo 37', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const values = [...(text + checkCharacter(text))].map((c) => (c === '*' ? 36 : CHARACTERS.indexOf(c)))
        const sum = values.reduceRight(
          (total, value, i) => total + BigInt(value) * 2n ** BigInt(values.length - 1 - i),
          0n,
        )
        expect(sum % 37n).toBe(1n)
      }),
    )
  })

  it('can be taken in pieces', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        expect(closeCheck(extendCheck(extendCheck(CHECK_START, first), second))).toBe(
          checkCharacter(first + second),
        )
      }),
    )
  })

  it('uses the star, which only ever stands at the end', () => {
    const starred = CHARACTERS.flatMap((a) => CHARACTERS.map((b) => a + b)).find(
      (text) => checkCharacter(text) === '*',
    )
    expect(starred).toBeDefined()
    expect(hasValidCheck(`${starred}*`)).toBe(true)
    expect(() => checkCharacter('A*B')).toThrow(RangeError)
  })

  it('refuses characters it is not defined for', () => {
    for (const text of ['a', 'A-B', 'Ä', 'A B']) expect(() => checkCharacter(text)).toThrow(RangeError)
    for (const text of ['', 'A', 'a1', 'A-1', '*', '1*1', 'ก1']) expect(hasValidCheck(text)).toBe(false)
  })

  it('catches every single substitution and every swap of two neighbours', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const valid = text + checkCharacter(text)
        expect(hasValidCheck(valid)).toBe(true)
        for (let i = 0; i < valid.length; i++) {
          for (const other of i === valid.length - 1 ? [...CHARACTERS, '*'] : CHARACTERS) {
            const wrong = valid.slice(0, i) + other + valid.slice(i + 1)
            if (wrong !== valid && hasValidCheck(wrong)) expect.fail(`${wrong} passes for ${valid}`)
          }
          const swapped = valid.slice(0, i) + valid.slice(i + 1, i + 2) + valid.charAt(i) + valid.slice(i + 2)
          if (swapped !== valid && hasValidCheck(swapped)) expect.fail(`${swapped} passes for ${valid}`)
        }
      }),
    )
  })
})
