import { describe, expect, it } from 'vitest'
import { allocate, Decimal, roundHalfEven } from './money.ts'
import { externalVectors } from './testing/external-vectors.ts'
import { allotmentsOf, type NumscriptCase } from './testing/numscript-allotment.ts'

interface MoneyPhp {
  allocate: { amount: number; ratios: number[]; expect: number[] }[]
  allocateTo: { amount: number; n: number; expect: number[] }[]
  round: { in: string; mode: string; out: string }[]
}

const moneyPhp = externalVectors<MoneyPhp>('money/moneyphp-allocate-round.json')
const numscript = externalVectors<{ cases: NumscriptCase[] }>('money/numscript-specs.json')

// Every case that is not listed as differing must agree, and each one listed must really differ.

describe.skipIf(!moneyPhp)('moneyphp vectors', () => {
  // It cuts shares towards minus infinity and hands units back upwards; ours mirrors the positive split, so
  // that refunding what was split undoes it line by line.
  const differing = new Map([['-5 by 7,3', [-4n, -1n]]])
  const name = (amount: number, ratios: number[]) => `${amount} by ${ratios.join(',')}`

  it.each((moneyPhp?.allocate ?? []).map((c) => ({ ...c, name: name(c.amount, c.ratios) })))(
    'allocate $name',
    ({ amount, ratios, expect: theirs, name }) => {
      const ours = allocate(
        BigInt(amount),
        ratios.map((ratio) => new Decimal(ratio)),
      )
      expect(ours).toEqual(differing.get(name) ?? theirs.map(BigInt))
      expect(ours.map(Number)).toSatisfy(
        (split: number[]) => differing.has(name) !== (`${split}` === `${theirs}`),
      )
    },
  )

  it.each(moneyPhp?.allocateTo ?? [])('allocate $amount to $n', ({ amount, n, expect: theirs }) => {
    expect(allocate(BigInt(amount), new Array<bigint>(n).fill(1n))).toEqual(theirs.map(BigInt))
  })

  // Ours is half-even only. The other half modes are contrast: they agree but on these ties.
  const tiesThatDiffer = new Set([
    'HALF_ODD 2.5 3',
    'HALF_ODD 3.5 3',
    'HALF_ODD -2.5 -3',
    'HALF_ODD -3.5 -3',
    'HALF_UP 2.5 3',
    'HALF_UP -2.5 -3',
    'HALF_UP -8328.5 -8329',
    'HALF_POSITIVE_INFINITY 2.5 3',
    'HALF_POSITIVE_INFINITY 12.50 13',
    'HALF_NEGATIVE_INFINITY -2.5 -3',
    'HALF_NEGATIVE_INFINITY -8328.5 -8329',
  ])

  it.each(moneyPhp?.round ?? [])('round $in $mode', ({ in: value, mode, out }) => {
    const differs = tiesThatDiffer.has(`${mode} ${value} ${out}`)
    if (mode === 'HALF_EVEN') expect(differs).toBe(false)
    expect(roundHalfEven(value, 0) !== out).toBe(differs)
  })
})

describe.skipIf(!numscript)('numscript vectors', () => {
  // It hands the units left over to the lines in their order, whatever their fractions; ours to the largest
  // fractions first.
  const differing = new Map([
    ['allocation', [12n, 1n, 2n]], // 12, 1.2, 1.8: theirs 13, 1, 1
    ['dynamic-allocation', [12n, 2n, 1n]], // 12, 2.25, 0.75: theirs 13, 2, 0
    ['source-allotment', [60n, 36n, 4n]], // 60, 35.5, 4.5: theirs 61, 35, 4
  ])
  const allotments = allotmentsOf(numscript?.cases ?? [])

  it('has the allotments this test is about', () => {
    expect(allotments.map(({ name }) => name)).toEqual([
      'allocate-dont-take-too-much',
      'allocation',
      'dynamic-allocation',
      'floating-perc',
      'floating-perc2',
      'metadata',
      'no-empty-postings',
      'portion-syntax',
      'send-all-destinatio-allot-complex',
      'send-all-destinatio-allot',
      'source-allotment',
      'variable-portion-part',
      'zero-postings-explicit-allotment',
    ])
  })

  it.each(allotments)('$name', ({ name, total, weights, theirs }) => {
    const ours = allocate(total, weights)
    expect(ours).toEqual(differing.get(name) ?? theirs)
    expect(`${ours}` !== `${theirs}`).toBe(differing.has(name))
  })
})
