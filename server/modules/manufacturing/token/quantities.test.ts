import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TokenQuantities } from './quantities.ts'
import { TaskGraph, type TaskNode } from './task-graph.ts'

/** cut → skive → (sew ∥ paint) → join */
const BAG: TaskNode[] = [
  { code: 'cut', predecessors: [] },
  { code: 'skive', predecessors: ['cut'] },
  { code: 'sew', predecessors: ['skive'] },
  { code: 'paint', predecessors: ['skive'] },
  { code: 'join', predecessors: ['sew', 'paint'] },
]
const CODES = BAG.map((node) => node.code)

const batch = (quantity: bigint, done: Record<string, [good: bigint, rejected?: bigint]>, finished = 0n) =>
  new TokenQuantities(
    new TaskGraph(BAG),
    { quantity, finished },
    new Map(Object.entries(done).map(([code, [good, rejected = 0n]]) => [code, { good, rejected }])),
  )
const goods = (quantities: TokenQuantities) => CODES.map((code) => Number(quantities.at(code).good))

describe('a graph of operations', () => {
  it('is sorted so that nothing stands before what it waits for, whatever the order given', () => {
    const graph = new TaskGraph([...BAG].reverse())
    expect(graph.order.indexOf('cut')).toBe(0)
    expect(graph.order.indexOf('join')).toBe(4)
    expect(graph.last).toEqual(['join'])
    expect([...graph.ancestors('join')].sort()).toEqual(['cut', 'paint', 'sew', 'skive'])
    expect([...graph.descendants('skive')].sort()).toEqual(['join', 'paint', 'sew'])
  })

  it('is none when the operations wait for each other', () => {
    expect(
      () =>
        new TaskGraph([
          { code: 'a', predecessors: ['b'] },
          { code: 'b', predecessors: ['a'] },
        ]),
    ).toThrow(/wait for each other/)
  })
})

describe('a batch of ten', () => {
  it('can be worked on where it has arrived', () => {
    const ten = batch(10n, { cut: [6n], skive: [4n, 1n] })
    expect(CODES.map((code) => Number(ten.available(code)))).toEqual([4, 1, 4, 4, 0])
    expect(ten.throughAll()).toBe(0n)
  })

  it('redoes what was rejected where it was rejected: the rest stands', () => {
    const ten = batch(10n, { cut: [10n], skive: [7n, 3n] })
    expect(ten.rework('skive', 2n)).toBe(true)
    expect(ten.effects()).toEqual([{ code: 'skive', good: 0n, rejected: -2n }])
    expect(ten.available('skive')).toBe(2n)
  })

  it('redoes it from an earlier operation on: what lies between is to be done again', () => {
    const ten = batch(10n, { cut: [10n], skive: [10n], sew: [8n, 2n], paint: [10n], join: [5n] })
    expect(ten.rework('skive', 2n)).toBe(true)
    expect(goods(ten)).toEqual([10, 8, 8, 8, 5])
    expect(ten.at('sew').rejected).toBe(0n)
  })

  it('redoes what was thought good, but never what is finished', () => {
    const ten = batch(10n, { cut: [10n], skive: [10n], sew: [10n], paint: [10n], join: [6n] }, 6n)
    expect(ten.rework('sew', 5n)).toBe(false)
    expect(ten.rework('sew', 4n)).toBe(true)
    expect(goods(ten)).toEqual([10, 10, 6, 10, 6])
  })

  it('loses what was rejected first; as much is to be made again from the start', () => {
    const ten = batch(10n, { cut: [10n], skive: [10n], sew: [6n, 3n], paint: [10n] })
    expect(ten.scrappable('sew')).toBe(10n)
    ten.scrap('sew', 3n)
    expect(goods(ten)).toEqual([7, 7, 6, 7, 0])
    expect(ten.at('sew').rejected).toBe(0n)
    expect(CODES.map((code) => Number(ten.available(code)))).toEqual([3, 0, 1, 0, 6])
  })

  it('takes back an event unless something stands on it', () => {
    const completed = [{ code: 'cut', good: 4n, rejected: 0n }]
    expect(batch(10n, { cut: [10n], skive: [6n] }).takeBack(completed)).toBe(true)
    expect(batch(10n, { cut: [10n], skive: [7n] }).takeBack(completed)).toBe(false)
  })
})

/** Operations with predecessors among those before them. */
const graphs = fc.integer({ min: 1, max: 7 }).chain((size) =>
  fc.tuple(
    ...Array.from({ length: size }, (_, i) =>
      fc
        .subarray(
          Array.from({ length: i }, (__, j) => `t${j}`),
          { maxLength: Math.min(i, 3) },
        )
        .map((predecessors) => ({
          code: `t${i}`,
          predecessors,
        })),
    ),
  ),
)
const steps = fc.array(
  fc.record({
    what: fc.constantFrom('complete', 'complete', 'complete', 'reject', 'rework', 'scrap', 'finish'),
    at: fc.nat(),
    amount: fc.bigInt({ min: 1n, max: 6n }),
  }),
  { maxLength: 60 },
)

it('keeps in every story what flows: nothing below zero, nothing more than arrived, nothing finished taken back', () => {
  fc.assert(
    fc.property(graphs, fc.bigInt({ min: 1n, max: 9n }), steps, (nodes, quantity, story) => {
      const graph = new TaskGraph(nodes)
      let state = new Map<string, { good: bigint; rejected: bigint }>()
      let finished = 0n
      const summed = new Map<string, { good: bigint; rejected: bigint }>()
      for (const { what, at, amount } of story) {
        const now = new TokenQuantities(graph, { quantity, finished }, state)
        const { code } = nodes[at % nodes.length]!
        if (what === 'finish') {
          finished = now.throughAll() > finished ? now.throughAll() : finished
          continue
        }
        if (what === 'rework') now.rework(code, amount)
        else if (what === 'scrap') {
          if (amount > now.scrappable(code)) continue
          now.scrap(code, amount)
        } else {
          if (amount > now.available(code)) continue
          now.add(code, what === 'complete' ? { good: amount } : { rejected: amount })
        }
        for (const effect of now.effects()) {
          const { good, rejected } = summed.get(effect.code) ?? { good: 0n, rejected: 0n }
          summed.set(effect.code, { good: good + effect.good, rejected: rejected + effect.rejected })
        }
        state = new Map(graph.order.map((one) => [one, now.at(one)]))
        for (const one of graph.order) {
          const { good, rejected } = now.at(one)
          expect(good).toBeGreaterThanOrEqual(finished)
          expect(rejected).toBeGreaterThanOrEqual(0n)
          expect(now.available(one)).toBeGreaterThanOrEqual(0n)
          expect(good).toBeLessThanOrEqual(quantity)
        }
        expect(now.throughAll()).toBeGreaterThanOrEqual(finished)
      }
      for (const [one, { good, rejected }] of state)
        expect(summed.get(one) ?? { good: 0n, rejected: 0n }).toEqual({ good, rejected })
    }),
    { numRuns: 400 },
  )
})
