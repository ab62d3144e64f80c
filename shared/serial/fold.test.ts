import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldAny } from './fold.ts'

describe('folding', () => {
  it.each([
    ['ma01-hat-test-20251109-00001-7k2m-c', 'MA01HATTEST20251109000017K2MC'],
    [' MA01 HAT TEST 20251109 00001 7K2M C ', 'MA01HATTEST20251109000017K2MC'],
    ['OEM', '0EM'],
    ['oilcloth', '011C10TH'],
    ['LOLI', '1011'],
    ['MA01–HAT—TEST‑2025−11\u00ad09', 'MA01HATTEST20251109'],
    ['MA01\u00a0HAT\u200b\r\n\tX', 'MA01HATX'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('leaves other writing as it is, so that no foreign letter turns into one of ours', () => {
    expect(fold('ıſKß')).toBe('ıſKß')
    expect(fold('กข-๐๑')).toBe('กข๐๑')
  })

  it('is the same the short way, which plain text takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(fold(text)).toBe(foldAny(text))
      }),
    )
  })

  it('changes nothing when done twice, and does not care about case or what stands between', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
    const printable = fc.string({ unit: fc.constantFrom(...'ABCILOUZ0189- ') })
    fc.assert(
      fc.property(printable, (text) => {
        expect(fold(text.toLowerCase())).toBe(fold(text))
        expect(fold(text.replaceAll('-', ' '))).toBe(fold(text))
        expect(fold(text)).toMatch(/^[0-9A-HJKMNP-Z]*$/)
      }),
    )
  })
})
