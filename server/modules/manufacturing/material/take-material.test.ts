import { expect, it } from 'vitest'
import { spread, type Taken } from './take-material.ts'

const taken = (productId: string, lotId: string, quantity: bigint): Taken => ({
  moveId: `${productId}-${lotId}`,
  productId,
  lotId,
  quantity,
  valueMinor: 0n,
  account: 'raw_material',
})

it('gives the first pieces of a batch the oldest lot, and the piece in between some of both', () => {
  const edges = spread(
    ['s1', 's2', 's3'],
    [taken('leather', 'A', 50n), taken('leather', 'B', 40n), taken('thread', 'C', 10n)],
  )
  expect(edges.map((edge) => [edge.serialId, edge.lotId, edge.quantity])).toEqual([
    ['s1', 'A', 30n],
    ['s2', 'A', 20n],
    ['s2', 'B', 10n],
    ['s3', 'B', 30n],
    // 10 do not divide by three: nothing is lost.
    ['s1', 'C', 3n],
    ['s2', 'C', 3n],
    ['s3', 'C', 4n],
  ])
})
