import { describe, expect, expectTypeOf, it } from 'vitest'
import { en } from './texts/en.ts'
import { th } from './texts/th.ts'
import { type CountKey, parseLocale, preferredLocale, type TextKey, translator } from './texts.ts'

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
const thai: Readonly<Record<string, string>> = th

describe('the texts', () => {
  it('are complete in Thai: every English key but the singulars, and no other', () => {
    const expected = Object.keys(en).filter((key) => !key.endsWith('.one'))
    expect(Object.keys(th)).toEqual(expected)
  })

  it('have the same holes in both languages', () => {
    for (const [key, text] of Object.entries(en)) {
      // A singular may say "one" in words; its plural is the one compared.
      if (key.endsWith('.one'))
        expect(holes(text).filter((hole) => hole !== 'count')).toEqual(
          holes(thai[key.replace(/one$/, 'other')] ?? '').filter((hole) => hole !== 'count'),
        )
      else expect([key, holes(thai[key] ?? '')]).toEqual([key, holes(text)])
    }
  })

  it('are written in Thai where they are not names', () => {
    const sameInBoth = Object.entries(en).filter(([key, text]) => thai[key] === text)
    expect(sameInBoth.map(([key]) => key)).toEqual(['order.pay.iban', 'order.pay.bic', 'order.quantity'])
    const withoutThai = Object.entries(th).filter(([, text]) => !/[\u0e00-\u0e7f]/.test(text))
    expect(withoutThai.map(([key]) => key)).toEqual(['order.pay.iban', 'order.pay.bic', 'order.quantity'])
  })

  it('have no stray blanks and no markup', () => {
    for (const text of [...Object.values(en), ...Object.values(th)]) {
      expect(text).toBe(text.trim())
      expect(text).not.toMatch(/[<>]| {2}/)
    }
  })
})

describe('a translator', () => {
  it('fills the holes', () => {
    expect(translator('en')('order.title', { number: 'SO-00042' })).toBe('Order SO-00042')
    expect(translator('th')('order.title', { number: 'SO-00042' })).toBe('คำสั่งซื้อ SO-00042')
  })

  it('does not read holes in what it fills in', () => {
    expect(translator('en')('product.madeByIn', { name: '{place}', place: 'Bangkok' })).toBe(
      'Made by {place} in Bangkok',
    )
  })

  it('chooses by the count, and writes numbers as the language does', () => {
    const t = translator('en')
    expect(t.count('verify.scans', 1)).toBe('1 time')
    expect(t.count('verify.scans', 0)).toBe('0 times')
    expect(t.count('verify.scans', 12345)).toBe('12,345 times')
    expect(translator('th').count('verify.scans', 1)).toBe('1 ครั้ง')
    expect(t.count('shop.foundFor', 1, { query: 'tote' })).toBe('1 product for “tote”')
  })

  it('has a text for every count in both languages', () => {
    const stems = Object.keys(en)
      .filter((key) => key.endsWith('.one'))
      .map((key) => key.slice(0, -4)) as CountKey[]
    for (const locale of ['en', 'th'] as const) {
      const count = translator(locale).count as (key: CountKey, count: number) => string
      for (const stem of stems) for (const n of [0, 1, 2, 11]) expect(count(stem, n)).not.toBe('')
    }
  })

  it('asks, by its types, for exactly the values of a text', () => {
    const t = translator('en')
    expectTypeOf(t<'cart.title'>).parameters.toEqualTypeOf<['cart.title']>()
    expectTypeOf(t<'order.title'>)
      .parameter(1)
      .toEqualTypeOf<Readonly<Record<'number', string | number>>>()
    // @ts-expect-error the number is missing
    expect(t('order.title')).toBe('Order {number}')
    // @ts-expect-error there is no such text
    expect(() => t('order.nothing')).toThrow('no text order.nothing in en')
  })

  it('refuses a key that only looks like one', () => {
    expect(() => translator('en')('constructor' as TextKey as 'cart.title')).toThrow('no text constructor')
  })
})

describe('the language of a reader', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['th', 'th'],
    ['th-TH,th;q=0.9,en;q=0.8', 'th'],
    ['en-US,en;q=0.9,th;q=0.8', 'en'],
    ['ja,th;q=0.5,en;q=0.4', 'th'],
    ['en;q=0.2, th;q=0.7', 'th'],
    ['th;q=0, en;q=0.1', 'en'],
    ['*', 'en'],
    ['ja', 'en'],
  ])('for %j is %s', (header, locale) => {
    expect(preferredLocale(header)).toBe(locale)
  })

  it('is read from input only when we have it', () => {
    expect(parseLocale('th')).toBe('th')
    expect(parseLocale('fr')).toBeUndefined()
    expect(parseLocale(undefined)).toBeUndefined()
  })
})
