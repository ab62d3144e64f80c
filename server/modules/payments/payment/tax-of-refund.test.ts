import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { taxOfRefund } from './tax-of-refund.ts'

describe('the tax in refunds', () => {
  it('is the share of the order: 1,290.00 of 12,900.00 with 843.93 of tax has 84.39', () => {
    expect(
      taxOfRefund({ totalMinor: 1290000n, taxMinor: 84393n, beforeMinor: 0n, amountMinor: 129000n }),
    ).toBe(8439n)
  })

  it('of three thirds adds up to the order’s own, though each alone would round down', () => {
    const order = { totalMinor: 300n, taxMinor: 20n, amountMinor: 100n }
    const parts = [0n, 100n, 200n].map((beforeMinor) => taxOfRefund({ ...order, beforeMinor }))
    expect(parts).toEqual([7n, 6n, 7n])
  })

  it('adds up for any order and any way to split it, and is never below zero nor above its refund', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 10_000_000n }), { minLength: 1, maxLength: 8 }),
        fc.bigInt({ min: 0n, max: 1_000n }),
        (parts, perMille) => {
          const totalMinor = parts.reduce((sum, part) => sum + part, 0n)
          const taxMinor = (totalMinor * perMille) / 1_000n
          let beforeMinor = 0n
          let taxed = 0n
          for (const amountMinor of parts) {
            const tax = taxOfRefund({ totalMinor, taxMinor, beforeMinor, amountMinor })
            expect(tax >= 0n && tax <= amountMinor).toBe(true)
            beforeMinor += amountMinor
            taxed += tax
          }
          expect(taxed).toBe(taxMinor)
        },
      ),
    )
  })
})
