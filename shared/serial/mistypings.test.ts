import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hasValidCheck } from './check.ts'
import { fold } from './fold.ts'
import { parseSerial } from './format.ts'
import { tenantKey } from './mac.ts'
import { mintMany } from './mint.ts'

/** `npm run test:long` tries ten thousand. */
const SERIALS = Number(process.env.SERIALS_MISTYPED ?? 60)
const PRINTED = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Serials of many workshops, lines, products and days, the same in every run. */
function* serials(): Generator<string> {
  for (let i = 0; i < SERIALS; i++) {
    const random = createHash('sha256').update(`serial ${i}`).digest()
    const code = (from: number, length: number) =>
      Array.from({ length }, (_, at) => PRINTED[random[from + at]! % 36]).join('')
    const isOem = random[30]! % 2 === 1
    const [minted] = mintMany(
      {
        tenant: code(0, 2 + (random[20]! % 5)),
        line: isOem ? 'OEM' : 'HAT',
        lineIndex: isOem ? 1 : 0,
        sku: code(7, 1 + (random[21]! % 8)),
        day: new Date(Date.UTC(2020, 0, 1) + random.readUInt16BE(22) * 43_200_000).toISOString().slice(0, 10),
        firstSeq: 1 + (random.readUInt32BE(24) % 33_000_000),
        count: 1,
      },
      tenantKey(random, 'MA01'),
    )
    yield i % 2 === 0 ? minted!.human : minted!.compact
  }
}

describe('the check character', () => {
  it(`catches every wrong character and every two neighbours that changed places, in ${SERIALS} serials`, () => {
    let tried = 0
    let same = 0
    let longer = 0
    for (const serial of serials()) {
      const folded = fold(serial)
      expect(parseSerial(serial).ok).toBe(true)
      const missed: string[] = []
      const wrong = (typed: string) => {
        tried++
        // O for 0, I and L for 1: no mistake, the same serial.
        if (fold(typed) === folded) same++
        else if (hasValidCheck(fold(typed))) missed.push(typed)
      }
      for (let i = 0; i < serial.length; i++) {
        const before = serial.slice(0, i)
        const after = serial.slice(i + 1)
        for (const character of PRINTED) {
          if (character === serial[i]) continue
          if (serial[i] !== '-') wrong(before + character + after)
          // A character in the place of a hyphen is one more of what is checked, whatever the hyphen was.
          else if (hasValidCheck(fold(before + character + after))) longer++
        }
        const next = after[0]
        if (next !== undefined && next !== serial[i]) wrong(before + next + serial[i] + after.slice(1))
      }
      expect(missed).toEqual([])
    }
    expect(tried).toBeGreaterThan(SERIALS * 600)
    expect(same).toBeGreaterThan(0)
    // Of those the check lets one in 37 through, as of any text at random; the registry and the hash do not.
    expect(longer).toBeGreaterThan(0)
  })

  it('does not see every character that stands in the place of a hyphen: the text is longer by one', () => {
    const serial = 'JPPU-OEM-T-20210513-25920153-T0K5-J'
    expect(hasValidCheck(fold(serial))).toBe(true)
    expect(hasValidCheck(fold('JPPU1OEM-T-20210513-25920153-T0K5-J'))).toBe(true)
    expect(hasValidCheck(fold('JPPU2OEM-T-20210513-25920153-T0K5-J'))).toBe(false)
  })
})
