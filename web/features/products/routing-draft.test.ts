import { describe, expect, it } from 'vitest'
import {
  add,
  change,
  connect,
  type Draft,
  disconnect,
  edgesOf,
  mayConnect,
  remove,
  toOperations,
} from './routing-draft.ts'

/** cut → stitch → join, cut → paint → join */
function bag(): Draft {
  let draft: Draft = []
  for (const [code, ...before] of [
    ['cut'],
    ['stitch', 'cut'],
    ['paint', 'cut'],
    ['join', 'stitch', 'paint'],
  ] as [string, ...string[]][]) {
    const added = add(draft, 'bench', undefined)
    draft = change(added.draft, added.key, { code, name: code, standardMinutes: '5' })
    for (const one of before) draft = connect(draft, keyOf(draft, one), added.key)
  }
  return draft
}
const keyOf = (draft: Draft, code: string) => draft.find((operation) => operation.code === code)!.key
const shape = (draft: Draft) =>
  Object.fromEntries(toOperations(draft).map(({ code, predecessors }) => [code, predecessors]))

describe('a routing while it is drawn', () => {
  it('is sent in the order of its work, by codes', () => {
    const draft = bag()
    expect(toOperations([...draft].reverse()).map(({ code }) => code)).toEqual([
      'cut',
      'paint',
      'stitch',
      'join',
    ])
    expect(shape(draft)).toEqual({ cut: [], stitch: ['cut'], paint: ['cut'], join: ['stitch', 'paint'] })
  })

  it('never goes round in a circle', () => {
    const draft = bag()
    const [cut, join, stitch, paint] = ['cut', 'join', 'stitch', 'paint'].map((code) =>
      keyOf(draft, code),
    ) as [string, string, string, string]
    expect(mayConnect(draft, join, cut)).toBe(false)
    expect(mayConnect(draft, cut, cut)).toBe(false)
    expect(connect(draft, join, cut)).toBe(draft)
    expect(connect(draft, cut, stitch)).toBe(draft)
    expect(mayConnect(draft, stitch, paint)).toBe(true)
    expect(edgesOf(connect(draft, stitch, paint))).toHaveLength(5)
  })

  it('closes the gap behind an operation that is taken out', () => {
    const draft = bag()
    expect(shape(remove(draft, keyOf(draft, 'stitch')))).toEqual({
      cut: [],
      paint: ['cut'],
      join: ['paint', 'cut'],
    })
    expect(shape(remove(draft, keyOf(draft, 'cut')))).toEqual({
      stitch: [],
      paint: [],
      join: ['stitch', 'paint'],
    })
    expect(remove(draft, 'unknown')).toBe(draft)
  })

  it('lets an operation no longer wait for another', () => {
    const draft = bag()
    const edge = { from: keyOf(draft, 'paint'), to: keyOf(draft, 'join') }
    expect(shape(disconnect(draft, edge)).join).toEqual(['stitch'])
  })

  it('keeps its lines when a code is typed anew', () => {
    const draft = bag()
    expect(shape(change(draft, keyOf(draft, 'cut'), { code: 'cutting' })).stitch).toEqual(['cutting'])
  })
})
