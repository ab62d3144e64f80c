import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { divideHalfEven, parseNumeric } from '../../../../shared/decimal.ts'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { inventoryModule } from '../index.ts'
import { buildLocation, buildProduct, worth } from './stock.build.ts'
import { stockCommands } from './stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let n = 0
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [inventoryModule, stockCommands] })
  t = await workshop.tenant('MA01')
  await buildLocation(t, { code: 'VAN', kind: 'zone', allowNegative: true })
})
afterAll(() => workshop.close())

/** The moving average once more, told in whole numbers and one move at a time. Quantities in millionths. */
class Average {
  quantity = 0n
  value = 0n
  readonly #standardMinor: bigint

  constructor(standardMinor: bigint) {
    this.#standardMinor = standardMinor
  }

  at(quantity: bigint): bigint {
    if (this.quantity === 0n) return divideHalfEven(this.#standardMinor * quantity, 1_000_000n)
    // The denominator must be positive; value and quantity have one sign.
    const sign = this.quantity < 0n ? -1n : 1n
    return divideHalfEven(sign * this.value * quantity, sign * this.quantity)
  }

  enter(quantity: bigint, given: bigint | undefined): bigint {
    const worthMinor = given ?? this.at(quantity)
    let value = worthMinor
    if (this.quantity < 0n) {
      const covers = quantity < -this.quantity ? quantity : -this.quantity
      const rest = quantity - covers
      value = this.at(covers) + (rest === 0n ? 0n : divideHalfEven(worthMinor * rest, quantity))
    }
    this.quantity += quantity
    this.value += value
    return value
  }

  leave(quantity: bigint): bigint {
    const value = this.at(quantity)
    this.quantity -= quantity
    this.value -= value
    return value
  }
}

const quantity = fc
  .oneof(
    fc.integer({ min: 1, max: 9 }).map((whole) => whole * 1_000_000),
    fc.integer({ min: 1, max: 5_000_000 }),
  )
  .map((millionths) => (millionths / 1_000_000).toFixed(6))
const step = fc.record({
  way: fc.constantFrom('in', 'found', 'out'),
  quantity,
  value: fc.integer({ min: 0, max: 100_000 }),
})

it('is the one that is told in whole numbers, whatever comes and goes, also below zero', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 999 }),
      async (steps, standard) => {
        const productId = await buildProduct(t, { sku: `R${++n}`, standardCost: (standard / 100).toFixed(2) })
        const average = new Average(BigInt(standard))
        for (const one of steps) {
          const millionths = parseNumeric(one.quantity)
          const given = one.way === 'in' ? BigInt(one.value) : undefined
          const expected = one.way === 'out' ? average.leave(millionths) : average.enter(millionths, given)
          const reply = await t.as('owner').post('try/moves', {
            moves: [
              {
                productId,
                from: one.way === 'out' ? 'VAN' : 'SUPPLIER',
                to: one.way === 'out' ? 'CUSTOMER' : 'VAN',
                quantity: one.quantity,
                ...(given === undefined ? {} : { value: String(given) }),
              },
            ],
          })
          expect(reply.status).toBe(200)
          expect(BigInt(reply.body.moves[0].value)).toBe(expected)
        }
        const [left, value] = await worth(t, productId)
        expect([parseNumeric(left), value]).toEqual([average.quantity, average.value])
      },
    ),
    { numRuns: 60 },
  )
  expect(await workshop.offences()).toEqual([])
})

it('loses nothing when a quantity leaves in pieces, in one call or in several', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (value, pieces, together) => {
        const productId = await buildProduct(t, { sku: `S${++n}` })
        const one = (move: object) => ({ productId, from: 'SUPPLIER', to: 'VAN', ...move })
        const post = (moves: object[]) => t.as('owner').post('try/moves', { moves })
        await post([one({ quantity: String(pieces), value: String(value) })])
        const leaving = Array.from({ length: pieces }, () =>
          one({ from: 'VAN', to: 'CUSTOMER', quantity: '1', serialId: newId() }),
        )
        const replies = together ? [await post(leaving)] : []
        if (!together) for (const move of leaving) replies.push(await post([move]))
        const values = replies.flatMap((reply) =>
          reply.body.moves.map((m: { value: string }) => Number(m.value)),
        )
        expect(values).toHaveLength(pieces)
        expect(values.reduce((sum: number, v: number) => sum + v, 0)).toBe(value)
        // No piece is worth a unit more or less than its share.
        for (const v of values) expect(Math.abs(v - value / pieces)).toBeLessThanOrEqual(1)
        expect(await worth(t, productId)).toEqual(['0', 0n])
      },
    ),
    { numRuns: 30 },
  )
})
