import { describe, expect, it } from 'vitest'
import { checkDigit, checkPair } from './check-digit.ts'
import { gtin14, gtinProblem, shortGtin } from './gtin.ts'

describe('a GTIN', () => {
  it.each(['40170725', '614141000036', '4006381333931', '8850000000003', '9781234567897', '10614141000019'])(
    '%s is one',
    (gtin) => expect(gtinProblem(gtin)).toBeUndefined(),
  )

  it('has 8, 12, 13 or 14 digits and nothing else', () => {
    for (const text of [
      '',
      '1234567',
      '123456789',
      '61414100003',
      '400638133393100',
      '40063813339 1',
      '４0063813339',
    ])
      expect([text, gtinProblem(text)]).toEqual([text, { code: 'length' }])
  })

  it('says which digit should be last', () => {
    expect(gtinProblem('4006381333930')).toEqual({ code: 'check_digit', expected: 1 })
    expect(gtinProblem('614141000037')).toEqual({ code: 'check_digit', expected: 6 })
  })

  it.each([
    ['200000000000', 'in_store'],
    ['020000000000', 'in_store'],
    ['040000000000', 'in_store'],
    ['290000000000', 'in_store'],
    ['050000000000', 'coupon'],
    ['981000000000', 'coupon'],
    ['999000000000', 'coupon'],
    ['980000000000', 'refund'],
    ['952000000000', 'demonstration'],
    ['0000000', 'in_store'],
    ['2000000', 'in_store'],
    ['20000000000', 'in_store'],
    ['1200000000000', 'in_store'],
  ] as const)('%s… is nobody’s product: %s', (body, use) => {
    expect(gtinProblem(body + checkDigit(body))).toEqual({ code: 'prefix', use })
  })

  it('is the same number with 14 digits, and again in its shortest form', () => {
    for (const [short, full] of [
      ['40170725', '00000040170725'],
      ['614141000036', '00614141000036'],
      ['4006381333931', '04006381333931'],
      ['10614141000019', '10614141000019'],
    ] as const) {
      expect(gtin14(short)).toBe(full)
      expect(shortGtin(full)).toBe(short)
      expect(gtinProblem(full)).toBeUndefined()
    }
  })
})

describe('check characters', () => {
  it('catch every wrong digit and every two neighbours that changed places, but for those that differ by five', () => {
    const gtin = '4006381333931'
    for (let i = 0; i < gtin.length; i++) {
      for (const digit of '0123456789') {
        const wrong = gtin.slice(0, i) + digit + gtin.slice(i + 1)
        expect(gtinProblem(wrong) === undefined).toBe(wrong === gtin)
      }
      const [a, b] = [Number(gtin[i]), Number(gtin[i + 1])]
      if (Number.isNaN(b) || a === b || Math.abs(a - b) === 5) continue
      const swapped = gtin.slice(0, i) + b + a + gtin.slice(i + 2)
      expect(checkDigit(swapped.slice(0, -1)) === Number(swapped.at(-1))).toBe(false)
    }
  })

  it('come in pairs for model numbers', () => {
    expect(checkPair('1987654Ad4X4bL5ttr2310c')).toBe('2K')
    expect(checkPair('not a model')).toBeUndefined()
    expect(checkPair('A'.repeat(98))).toBeUndefined()
  })
})
