import { describe, expect, it } from 'vitest'
import { checkCharacter } from './check.ts'
import { isCrockford } from './crockford.ts'
import { dayNumber, dayOfNumber, LAST_DAY_NUMBER } from './day.ts'
import {
  isLineCode,
  isSkuCode,
  isTenantCode,
  parseCompact,
  parseHuman,
  parseSerial,
  refusalOf,
} from './format.ts'

const HUMAN = 'OEM7-OEM-OILCLOTH-20280229-02647-T7WM-G'
const FOLDED = '0EM70EM011C10TH2028022902647T7WMG'
const PARTS = { tenant: '0EM7', line: '0EM', sku: '011C10TH', day: '2028-02-29', seq: 2647 }
const COMPACT = '12X5002JQ0ZWF7QKNQ'

const withCheck = (text: string) => text + checkCharacter(text)

describe('the human form as people type it', () => {
  it.each([
    HUMAN,
    HUMAN.toLowerCase(),
    HUMAN.replaceAll('-', ' - '),
    HUMAN.replaceAll('-', ' '),
    HUMAN.replaceAll('-', '–'),
    ` ${HUMAN}\n`,
    '0em7-0em-01lc1oth-2o28o229-o2647-t7wm-g',
    'OEM7-OEM-OIL CLOTH-20280229-02647-T7WM-G',
  ])('%j is read with its parts', (text) => {
    expect(parseHuman(text)).toEqual({
      ok: true,
      serial: {
        form: 'human',
        folded: FOLDED,
        body: '0EM70EM011C10TH2028022902647',
        hash: 'T7WM',
        check: 'G',
        parts: PARTS,
      },
    })
  })

  it.each([
    FOLDED,
    HUMAN.replaceAll('-', ''),
    'OEM7OEM-OILCLOTH-20280229-02647-T7WM-G',
    'OEM7-OEM-OILCLOTH2028-0229-02647-T7WM-G',
  ])('%j is read without parts, since their limits are not shown', (text) => {
    const reading = parseHuman(text)
    expect(reading).toMatchObject({ ok: true, serial: { folded: FOLDED, hash: 'T7WM', check: 'G' } })
    expect(reading.ok && 'parts' in reading.serial).toBe(false)
  })

  it('has SEQ wider than five digits after 99999', () => {
    expect(parseHuman('OEM7-OEM-PEN01-20261121-100000-T734-H')).toMatchObject({
      ok: true,
      serial: { parts: { sku: 'PEN01', seq: 100000 } },
    })
  })

  it('has no parts where what stands between its hyphens cannot be printed', () => {
    for (const body of [
      'MA01-HAT-X-20250230-00001',
      'MA01-HAT-X-20251109-000001',
      'MA01-H2T-X-20251109-00001',
    ]) {
      const text = withCheck(`${body}-7K2M-`.replaceAll('-', ''))
      const reading = parseHuman(`${body}-7K2M-${text.at(-1)}`)
      expect(reading.ok && reading.serial.folded).toBe(text)
      expect(reading.ok && 'parts' in reading.serial).toBe(false)
    }
  })

  it('says when only the check character is wrong: somebody mistyped', () => {
    expect(parseHuman('OEM7-OEM-OILCLOTH-20280229-02646-T7WM-G')).toEqual({ ok: false, reason: 'check' })
    expect(parseHuman('MA01-HAT-TEST-20251109-00001-7K2M-D')).toEqual({ ok: false, reason: 'check' })
  })

  it.each([
    '',
    'hello',
    HUMAN.slice(0, -1),
    `${HUMAN}G`,
    HUMAN.replace('T7WM', 'T7WU'),
    HUMAN.replace(/G$/, '*'),
    HUMAN.replace('2028', '2O2X'),
    HUMAN.replace('OEM7', 'ÖEM7'),
    'X'.repeat(1_000_000),
  ])('%.60j is malformed', (text) => {
    expect(parseHuman(text)).toEqual({ ok: false, reason: 'malformed' })
    expect(parseSerial(text)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('the compact form', () => {
  it.each([COMPACT, COMPACT.toLowerCase(), '12X5-OO2J-QOZW-F7QK-NQ', 'L2X5 002JQ 0ZWF7QKN Q'])(
    '%j is read',
    (text) => {
      expect(parseCompact(text)).toEqual({
        ok: true,
        serial: {
          form: 'compact',
          folded: COMPACT,
          lineIndex: 1,
          day: '2028-02-29',
          seq: 2647,
          mac40: 0b0000011111111000111100111101111001110101,
          check: 'Q',
        },
      })
    },
  )

  it('reaches the last day, SEQ and line there are', () => {
    const reading = parseCompact(withCheck('ZZZZZZZZZ00000000'))
    expect(reading).toMatchObject({
      ok: true,
      serial: { lineIndex: 31, day: '2109-09-18', seq: 33554431, mac40: 0 },
    })
  })

  it('is refused when mistyped, and when nothing could have made it', () => {
    expect(parseCompact('12X5002JQ0ZWF7QKNP')).toEqual({ ok: false, reason: 'check' })
    const seqZero = ['0', '1', '2', '3', '4']
      .map((end) => withCheck(`12X500000${end.padStart(8, '0')}`))
      .filter(isCrockford)
    expect(seqZero.length).toBeGreaterThan(1)
    for (const text of seqZero) expect(parseCompact(text)).toEqual({ ok: false, reason: 'malformed' })
    for (const text of [
      '',
      COMPACT.slice(1),
      `${COMPACT}Q`,
      COMPACT.replace('X', 'U'),
      '1'.repeat(1_000_000),
    ]) {
      expect(parseCompact(text)).toEqual({ ok: false, reason: 'malformed' })
    }
  })
})

describe('a text of either form', () => {
  it('is told apart by its length', () => {
    expect(parseSerial(HUMAN)).toMatchObject({ ok: true, serial: { form: 'human' } })
    expect(parseSerial(COMPACT)).toMatchObject({ ok: true, serial: { form: 'compact' } })
    expect(parseSerial('12X5002JQ0ZWF7QKNP')).toEqual({ ok: false, reason: 'check' })
  })
})

describe('days of serials', () => {
  it('count from 2020-01-01 to the last that fits 15 bits', () => {
    expect(dayNumber('2020-01-01')).toBe(0)
    expect(dayNumber('2028-02-29')).toBe(2981)
    expect(dayNumber('2109-09-18')).toBe(LAST_DAY_NUMBER)
    for (let n = 0; n <= LAST_DAY_NUMBER; n += 97) expect(dayNumber(dayOfNumber(n))).toBe(n)
  })

  it.each([
    '2019-12-31',
    '2109-09-19',
    '2025-02-29',
    '2025-13-01',
    '20251109',
    '2025-1-9',
    '',
    '2025-11-09T00:00:00Z',
  ])('%j is none', (day) => {
    expect(dayNumber(day)).toBeUndefined()
  })
})

describe('codes of serials', () => {
  it('are checked as they are printed', () => {
    expect(['MA', 'MA01', 'ABCDEF', '12'].every(isTenantCode)).toBe(true)
    expect(['M', 'ABCDEFG', 'ma01', 'MA-1', ''].some(isTenantCode)).toBe(false)
    expect(['HAT', 'OEM', 'XY', 'ABCD'].every(isLineCode)).toBe(true)
    expect(['H', 'ABCDE', 'H4T', 'hat', ''].some(isLineCode)).toBe(false)
    expect(['X', 'PEN01', 'OILCLOTH'].every(isSkuCode)).toBe(true)
    expect(['', 'ABCDEFGHI', 'a', 'A_B'].some(isSkuCode)).toBe(false)
  })

  it('and all parts together name what is wrong', () => {
    expect(refusalOf(PARTS)).toBeUndefined()
    expect(refusalOf({ ...PARTS, tenant: 'x' })).toMatch(/tenant/)
    expect(refusalOf({ ...PARTS, line: 'H4T' })).toMatch(/line/)
    expect(refusalOf({ ...PARTS, sku: '' })).toMatch(/serial code/)
    expect(refusalOf({ ...PARTS, day: '2019-12-31' })).toMatch(/day/)
    for (const seq of [0, -1, 1.5, 2 ** 25, Number.NaN]) expect(refusalOf({ ...PARTS, seq })).toMatch(/SEQ/)
  })
})
