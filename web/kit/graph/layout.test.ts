import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, closesCircle, type Edge, layoutGraph } from './layout.ts'

const box = (id: string): Box => ({ id, width: 160, height: 60 })
const edge = (from: string, to: string): Edge => ({ from, to })
const layersOf = (ids: string[], edges: Edge[]) => {
  const { boxes } = layoutGraph(ids.map(box), edges, 'right')
  return Object.fromEntries([...boxes].map(([id, { layer }]) => [id, layer]))
}

describe('the layout of a graph', () => {
  it('puts each box behind all it waits for, side by side where they do not wait for each other', () => {
    const edges = [
      edge('cut', 'stitch'),
      edge('cut', 'paint'),
      edge('stitch', 'join'),
      edge('paint', 'join'),
      edge('cut', 'join'),
    ]
    expect(layersOf(['cut', 'stitch', 'paint', 'join'], edges)).toEqual({
      cut: 0,
      stitch: 1,
      paint: 1,
      join: 2,
    })
    const { boxes, edges: drawn } = layoutGraph(['cut', 'stitch', 'paint', 'join'].map(box), edges, 'right')
    const [cut, join, stitch, paint] = ['cut', 'join', 'stitch', 'paint'].map((id) => boxes.get(id)!)
    // What begins and what ends lie at one height, near the middle of what is between and of the way past it.
    expect(cut!.y).toBeCloseTo(join!.y, 0)
    expect(Math.abs((stitch!.y + paint!.y) / 2 - cut!.y)).toBeLessThan(box('').height)
    expect(drawn).toHaveLength(5)
  })

  it('draws an edge of a circle too, and one that leads nowhere not at all', () => {
    const { boxes, edges } = layoutGraph(
      ['a', 'b'].map(box),
      [edge('a', 'b'), edge('b', 'a'), edge('a', 'x')],
      'down',
    )
    expect(edges).toHaveLength(2)
    expect(boxes.get('b')!.y).toBeGreaterThan(boxes.get('a')!.y)
    expect(layoutGraph([], [], 'right')).toMatchObject({ width: 0, height: 0 })
  })

  const graphs = fc
    .tuple(fc.integer({ min: 1, max: 14 }), fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 30 }))
    .map(([count, pairs]) => ({
      ids: Array.from({ length: count }, (_, i) => String(i)),
      edges: pairs.filter(([a, b]) => a < count && b < count).map(([a, b]) => edge(String(a), String(b))),
    }))

  it('overlaps nothing and stays inside of its frame, whatever the graph', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom('right' as const, 'down' as const), ({ ids, edges }, direction) => {
        const { boxes, width, height } = layoutGraph(ids.map(box), edges, direction)
        const all = [...boxes.values()]
        for (const [i, a] of all.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(-0.001)
          expect(a.y).toBeGreaterThanOrEqual(-0.001)
          expect(a.x + a.width).toBeLessThanOrEqual(width + 0.001)
          expect(a.y + a.height).toBeLessThanOrEqual(height + 0.001)
          for (const b of all.slice(i + 1)) {
            const apart =
              a.x + a.width <= b.x + 0.001 ||
              b.x + b.width <= a.x + 0.001 ||
              a.y + a.height <= b.y + 0.001 ||
              b.y + b.height <= a.y + 0.001
            expect(apart).toBe(true)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('knows beforehand which edge would close a circle: then no layers are left to give', () => {
    fc.assert(
      fc.property(graphs, ({ ids, edges }) => {
        const kept: Edge[] = []
        for (const one of edges) if (!closesCircle(kept, one.from, one.to)) kept.push(one)
        const { boxes } = layoutGraph(ids.map(box), kept, 'right')
        for (const { from, to } of kept) expect(boxes.get(from)!.layer).toBeLessThan(boxes.get(to)!.layer)
      }),
      { numRuns: 60 },
    )
  })
})
