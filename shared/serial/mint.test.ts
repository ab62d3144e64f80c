import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasValidCheck } from './check.ts'
import { isCrockford } from './crockford.ts'
import { dayOfNumber, LAST_DAY_NUMBER } from './day.ts'
import { fold } from './fold.ts'
import { MAX_SEQ, parseCompact, parseHuman } from './format.ts'
import {
  type CompactParts,
  mintCompact,
  mintHuman,
  mintMany,
  tenantKey,
  verifyCompact,
  verifyHuman,
} from './mint.ts'
import knownAnswers from './vectors.json' with { type: 'json' }

const codes = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength })
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const anyParts: fc.Arbitrary<CompactParts> = fc
  .record({
    tenant: codes(`${LETTERS}0123456789`, 2, 6),
    line: codes(LETTERS, 2, 4).filter((line) => !['HAT', '0EM'].includes(fold(line))),
    lineIndex: fc.integer({ min: 2, max: 31 }),
    sku: codes(`${LETTERS}0123456789`, 1, 8),
    day: fc.integer({ min: 0, max: LAST_DAY_NUMBER }).map(dayOfNumber),
    seq: fc.integer({ min: 1, max: MAX_SEQ }),
    standard: fc.constantFrom(undefined, { line: 'HAT', lineIndex: 0 }, { line: 'OEM', lineIndex: 1 }),
  })
  .map(({ standard, ...parts }) => ({ ...parts, ...standard }))

const MASTER = Buffer.from('11d90086c4e94cf0ba14a729741cc651c74b9770d99d5f4563a98042f42fcbd7', 'hex')
const TOTE: CompactParts = {
  tenant: 'MA01',
  line: 'OEM',
  lineIndex: 1,
  sku: 'TOTE',
  day: '2025-11-09',
  seq: 1,
}
const key = tenantKey(MASTER, 'MA01')

describe('the known answers of the contract', () => {
  it.each(knownAnswers.cases)('$human and $compact', (known) => {
    const own = tenantKey(Buffer.from(known.master, 'hex'), known.tenant)
    expect(mintHuman(known, own)).toEqual({
      human: known.human,
      folded: known.humanFolded,
      nonce: known.humanNonce,
    })
    expect(mintCompact(known, own)).toEqual({ compact: known.compact, nonce: known.compactNonce })
    expect(mintMany({ ...known, firstSeq: known.seq, count: 1 }, own)).toEqual([
      {
        seq: known.seq,
        human: known.human,
        folded: known.humanFolded,
        humanNonce: known.humanNonce,
        compact: known.compact,
        compactNonce: known.compactNonce,
      },
    ])

    const human = parseHuman(known.human)
    const printedParts = human.ok ? human.serial.parts : undefined
    expect(printedParts).toBeDefined()
    expect(printedParts && verifyHuman(known.human, printedParts, [own])).toBe(true)
    expect(verifyCompact(known.compact, known, [own])).toBe(true)
    expect(parseCompact(known.compact)).toMatchObject({
      ok: true,
      serial: { lineIndex: known.lineIndex, day: known.day, seq: known.seq },
    })
  })

  it('include serials whose nonce is not 0, in both forms', () => {
    expect(knownAnswers.cases.some(({ humanNonce }) => humanNonce > 1)).toBe(true)
    expect(knownAnswers.cases.some(({ compactNonce }) => compactNonce > 0)).toBe(true)
  })
})

describe('minting', () => {
  it('gives for any parts two forms that are read back and verified, and no others', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const own = tenantKey(MASTER, parts.tenant)
        const { human, folded } = mintHuman(parts, own)
        const { compact } = mintCompact(parts, own)
        expect(human).toBe(
          `${parts.tenant}-${parts.line}-${parts.sku}-${parts.day.replaceAll('-', '')}-${String(parts.seq).padStart(5, '0')}-${human.slice(-6)}`,
        )
        expect(fold(human)).toBe(folded)
        expect(isCrockford(folded.slice(-5))).toBe(true)
        expect(compact).toMatch(/^[0-9A-HJKMNP-TV-Z]{18}$/)

        const read = parseHuman(human.toLowerCase())
        const { lineIndex, ...text } = parts
        const foldedParts = {
          ...text,
          tenant: fold(parts.tenant),
          line: fold(parts.line),
          sku: fold(parts.sku),
        }
        expect(read.ok && read.serial.parts).toEqual(foldedParts)
        expect(verifyHuman(human.toLowerCase(), foldedParts, [own])).toBe(true)
        expect(verifyCompact(compact.toLowerCase(), { ...foldedParts, lineIndex }, [own])).toBe(true)

        const otherSeq = { ...parts, seq: parts.seq === 1 ? 2 : parts.seq - 1 }
        expect(verifyHuman(human, otherSeq, [own])).toBe(false)
        expect(verifyCompact(compact, otherSeq, [own])).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('gives serials whose check alone catches any wrong or swapped character', () => {
    const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTUVWXYZ']
    const assertCaught = (serial: string) => {
      for (let i = 0; i < serial.length; i++) {
        const wrong = alphabet.map((other) => serial.slice(0, i) + other + serial.slice(i + 1))
        wrong.push(serial.slice(0, i) + serial.slice(i + 1, i + 2) + serial.charAt(i) + serial.slice(i + 2))
        const missed = wrong.find((text) => text !== serial && hasValidCheck(text))
        if (missed) expect.fail(`${missed} passes for ${serial}`)
      }
    }
    fc.assert(
      fc.property(anyParts, (parts) => {
        const own = tenantKey(MASTER, parts.tenant)
        assertCaught(mintHuman(parts, own).folded)
        assertCaught(mintCompact(parts, own).compact)
      }),
      { numRuns: 50 },
    )
  })

  it('gives for a range what it gives one by one, across the sixth digit of SEQ', () => {
    const serials = mintMany({ ...TOTE, firstSeq: 99_950, count: 100 }, key)
    expect(serials.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, i) => 99_950 + i))
    for (const serial of serials) {
      const parts = { ...TOTE, seq: serial.seq }
      const human = mintHuman(parts, key)
      const compact = mintCompact(parts, key)
      expect(serial).toEqual({
        seq: serial.seq,
        human: human.human,
        folded: human.folded,
        humanNonce: human.nonce,
        compact: compact.compact,
        compactNonce: compact.nonce,
      })
    }
    expect(mintMany({ ...TOTE, firstSeq: 1, count: 0 }, key)).toEqual([])
  })

  it('gives ten thousand serials that all differ, in both forms', () => {
    const serials = mintMany({ ...TOTE, firstSeq: 1, count: 10_000 }, key)
    expect(new Set(serials.map(({ folded }) => folded)).size).toBe(10_000)
    expect(new Set(serials.map(({ compact }) => compact)).size).toBe(10_000)
  })

  it('refuses parts outside the rules', () => {
    const wrong: Partial<CompactParts>[] = [
      { tenant: 'M' },
      { tenant: 'ma01' },
      { line: 'H4T' },
      { line: '0EM' },
      { sku: '' },
      { sku: 'TOO-LONG' },
      { day: '2025-02-29' },
      { day: '2109-09-19' },
      { seq: 0 },
      { seq: MAX_SEQ + 1 },
      { seq: 1.5 },
    ]
    for (const change of wrong) {
      expect(() => mintHuman({ ...TOTE, ...change }, key)).toThrow(RangeError)
      expect(() => mintCompact({ ...TOTE, ...change }, key)).toThrow(RangeError)
      const range = { ...TOTE, ...change, firstSeq: change.seq ?? 1, count: 1 }
      expect(() => mintMany(range, key)).toThrow(RangeError)
    }
  })

  it('refuses a line index that belongs to another line', () => {
    const wrong = [
      { line: 'HAT', lineIndex: 1 },
      { line: 'OEM', lineIndex: 0 },
      { line: 'OEM', lineIndex: 2 },
      { line: 'LUX', lineIndex: 1 },
      { line: 'LUX', lineIndex: 32 },
      { line: 'LUX', lineIndex: 2.5 },
    ]
    for (const change of wrong) {
      expect(() => mintCompact({ ...TOTE, ...change }, key)).toThrow(RangeError)
      expect(() => mintMany({ ...TOTE, ...change, firstSeq: 1, count: 1 }, key)).toThrow(RangeError)
      expect(verifyCompact('122V00001221NN1027', { ...TOTE, ...change }, [key])).toBe(false)
    }
  })

  it('refuses a range that would run past the last SEQ, whole', () => {
    expect(mintMany({ ...TOTE, firstSeq: MAX_SEQ, count: 1 }, key)).toHaveLength(1)
    expect(() => mintMany({ ...TOTE, firstSeq: MAX_SEQ, count: 2 }, key)).toThrow(RangeError)
    expect(() => mintMany({ ...TOTE, firstSeq: 1, count: -1 }, key)).toThrow(RangeError)
    expect(() => mintMany({ ...TOTE, firstSeq: 1, count: 0.5 }, key)).toThrow(RangeError)
  })
})

describe('tenant keys', () => {
  it('are the same for a code as printed and as folded, and differ for any other tenant or master key', () => {
    const hash = (master: Buffer, tenant: string) => mintHuman(TOTE, tenantKey(master, tenant)).human
    expect(hash(MASTER, 'LOLI')).toBe(hash(MASTER, '1011'))
    expect(hash(MASTER, 'LOLI')).not.toBe(hash(MASTER, 'MA01'))
    expect(hash(randomBytes(32), 'MA01')).not.toBe(hash(MASTER, 'MA01'))
  })

  it('need a master key of 32 bytes', () => {
    expect(() => tenantKey(MASTER.subarray(0, 31), 'MA01')).toThrow(RangeError)
    expect(() => tenantKey(Buffer.alloc(0), 'MA01')).toThrow(RangeError)
  })

  it('do not show when printed', () => {
    expect(JSON.stringify({ key })).toBe('{"key":{}}')
    expect(key.toString()).not.toContain(key.export().toString('hex'))
  })
})

describe('verification', () => {
  const { human } = mintHuman(TOTE, key)
  const { compact } = mintCompact(TOTE, key)
  const stranger = tenantKey(randomBytes(32), 'MA01')

  it('accepts what any key of the ring signed, so that rotation keeps old pieces genuine', () => {
    expect(verifyHuman(human, TOTE, [stranger, key])).toBe(true)
    expect(verifyCompact(compact, TOTE, [stranger, key])).toBe(true)
    expect(verifyHuman(human, TOTE, [key, stranger])).toBe(true)
    expect(verifyCompact(compact, TOTE, [key, stranger])).toBe(true)
  })

  it('refuses what no key of the ring signed', () => {
    for (const keys of [[], [stranger]]) {
      expect(verifyHuman(human, TOTE, keys)).toBe(false)
      expect(verifyCompact(compact, TOTE, keys)).toBe(false)
    }
  })

  it('accepts the text without hyphens when the parts are known', () => {
    expect(verifyHuman(fold(human), TOTE, [key])).toBe(true)
  })

  it('refuses a text whose hyphens stand elsewhere than those that were signed', () => {
    // One folded text, two readings of where the tenant code ends.
    const moved = { ...TOTE, tenant: 'MA010', line: 'EM' }
    expect(verifyHuman(human, moved, [key])).toBe(false)
  })

  it('refuses a guessed hash with a right check', () => {
    const known = fold(human)
    const body = known.slice(0, -5)
    let tried = 0
    for (let i = 0; i < 32 ** 2; i++) {
      const guess = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ']
        .map((check) => `${body}${i.toString().padStart(4, '0')}${check}`)
        .find(hasValidCheck)
      if (guess === undefined || guess === known) continue
      tried++
      expect(verifyHuman(guess, TOTE, [key])).toBe(false)
    }
    expect(tried).toBeGreaterThan(700)
  })

  it('refuses parts no serial can have and texts of any other shape, without an error', () => {
    expect(verifyHuman(human, { ...TOTE, day: '2025-02-29' }, [key])).toBe(false)
    expect(verifyCompact(compact, { ...TOTE, seq: 0 }, [key])).toBe(false)
    for (const text of ['', 'x', 'ก', `${human}0`, compact])
      expect(verifyHuman(text, TOTE, [key])).toBe(false)
    for (const text of ['', 'x', 'ก', `${compact}0`, human])
      expect(verifyCompact(text, TOTE, [key])).toBe(false)
  })
})
