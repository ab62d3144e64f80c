import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import { tenantKey } from './mac.ts'
import { mintMany } from './mint.ts'
import { numbersOneSlipAway } from './slips.ts'

const [minted] = mintMany(
  { tenant: 'MA01', line: 'HAT', lineIndex: 0, sku: 'TOTE', day: '2026-03-02', firstSeq: 77, count: 1 },
  tenantKey(Buffer.alloc(32, 7), 'MA01'),
)
const numbers = [fold(minted!.human), fold(minted!.compact), '26090001', 'B7X2600471']

/** A slip of the fingers at some place of a number. */
const slip = fc
  .record({
    number: fc.constantFrom(...numbers),
    kind: fc.constantFrom('wrong', 'more', 'less', 'swapped'),
    at: fc.nat(200),
    character: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTUVWXYZ'),
  })
  .map(({ number, kind, at, character }) => {
    const i = at % (number.length - 1)
    const [before, here, after] = [number.slice(0, i), number[i]!, number.slice(i + 1)]
    const typed = {
      wrong: before + character + after,
      more: before + character + here + after,
      less: before + after,
      swapped: before + after[0] + here + after.slice(1),
    }[kind as 'wrong']
    return { number, typed }
  })
  .filter(({ number, typed }) => number !== typed && typed.length >= 8)

describe('a number typed with one slip', () => {
  it('is among those that may have been meant', () => {
    fc.assert(
      fc.property(slip, ({ number, typed }) => {
        expect(numbersOneSlipAway(typed)).toContain(number)
      }),
      { numRuns: 400 },
    )
  })

  it('of a standard serial is next to few others, of any to no more than a statement can look up', () => {
    const typed = `${numbers[0]!.slice(0, -3)}${numbers[0]!.slice(-2)}`
    expect(numbersOneSlipAway(typed).length).toBeLessThan(100)
    for (const number of numbers) expect(numbersOneSlipAway(number).length).toBeLessThan(1_200)
  })

  it.each(['SADDLETOTE', 'mali@example.com', '2609', 'กระเป๋า2026', '1'.repeat(49)])(
    'is not looked for in %s',
    (text) => {
      expect(numbersOneSlipAway(text)).toEqual([])
    },
  )
})
