/** A box of a graph, in pixels. */
export interface Box {
  id: string
  width: number
  height: number
}
export interface Edge {
  from: string
  to: string
}
export interface Placed extends Box {
  /** Upper left corner. */
  x: number
  y: number
  layer: number
}
export interface Drawn extends Edge {
  /** An SVG path from the side of one box to the side of the other. */
  path: string
  /** Where a button on the edge has its middle. */
  middle: { x: number; y: number }
}
export interface Layout {
  boxes: ReadonlyMap<string, Placed>
  edges: readonly Drawn[]
  width: number
  height: number
}

/** Which way the layers follow each other. */
export type Direction = 'right' | 'down'

interface Item {
  id: string
  layer: number
  /** Sizes along the layers and across them. */
  along: number
  across: number
  before: Item[]
  after: Item[]
  /** Middle, across. */
  middle: number
}

const GAP_ALONG = { right: 56, down: 44 }
const GAP_ACROSS = { right: 20, down: 24 }
const SWEEPS = 8

/**
 * Draws a directed graph in layers, in the manner of Sugiyama: each box one layer behind the last of those it waits for, boxes of a
 * layer in the order that crosses the fewest edges (barycentres), each as near as it can be to its neighbours. Long edges
 * go through the gaps. Edges that would close a circle, or lead nowhere, are drawn but have no say.
 */
export function layoutGraph(boxes: readonly Box[], edges: readonly Edge[], direction: Direction): Layout {
  const known = new Set(boxes.map(({ id }) => id))
  const valid = edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to)
  const forward = withoutCircles(boxes, valid)
  const layerOf = layersOf(boxes, forward)
  const items = new Map<string, Item>()
  const layers: Item[][] = []
  const add = (item: Item): Item => {
    items.set(item.id, item)
    const layer = layers[item.layer] ?? []
    layers[item.layer] = layer
    layer.push(item)
    return item
  }
  for (const box of boxes) {
    const [along, across] = direction === 'right' ? [box.width, box.height] : [box.height, box.width]
    add({ id: box.id, layer: layerOf.get(box.id)!, along, across, before: [], after: [], middle: 0 })
  }
  // An edge over several layers goes through a place in each of them.
  const ways = forward.map((edge) => {
    const [from, to] = [items.get(edge.from)!, items.get(edge.to)!]
    const way = [from]
    for (let layer = from.layer + 1; layer < to.layer; layer++) {
      const id = `${edge.from}\n${edge.to}\n${layer}`
      way.push(add({ id, layer, along: 0, across: 4, before: [], after: [], middle: 0 }))
    }
    way.push(to)
    for (let i = 1; i < way.length; i++) {
      way[i - 1]!.after.push(way[i]!)
      way[i]!.before.push(way[i - 1]!)
    }
    return way
  })
  order(layers)
  place(layers, GAP_ACROSS[direction])

  // Layers, one behind the other.
  const starts: number[] = []
  const depths = layers.map((layer) => Math.max(...layer.map(({ along }) => along)))
  let length = 0
  for (const depth of depths) {
    starts.push(length)
    length += depth + GAP_ALONG[direction]
  }
  length = Math.max(length - GAP_ALONG[direction], 0)
  const lowest = Math.min(...[...items.values()].map(({ middle, across }) => middle - across / 2), 0)
  const breadth =
    Math.max(...[...items.values()].map(({ middle, across }) => middle + across / 2), 0) - lowest
  const point = (along: number, across: number) =>
    direction === 'right' ? { x: along, y: across } : { x: across, y: along }
  const placed = new Map<string, Placed>()
  for (const box of boxes) {
    const item = items.get(box.id)!
    const corner = point(starts[item.layer]!, item.middle - lowest - item.across / 2)
    placed.set(box.id, { ...box, ...corner, layer: item.layer })
  }
  const drawn = valid.map((edge): Drawn => {
    const at = forward.indexOf(edge)
    const way = at === -1 ? [items.get(edge.from)!, items.get(edge.to)!] : ways[at]!
    const points = way.flatMap((item, i) => {
      const across = item.middle - lowest
      const start = starts[item.layer]!
      const isBox = i === 0 || i === way.length - 1
      if (!isBox) return [point(start, across), point(start + depths[item.layer]!, across)]
      return [point(i === 0 ? start + item.along : start, across)]
    })
    return { ...edge, path: curve(points, direction), middle: middleOf(points) }
  })
  const [width, height] = direction === 'right' ? [length, breadth] : [breadth, length]
  return { boxes: placed, edges: drawn, width, height }
}

/** The edges without those that lead back to where one came from. */
function withoutCircles(boxes: readonly Box[], edges: readonly Edge[]): Edge[] {
  const after = Map.groupBy(edges, ({ from }) => from)
  const state = new Map<string, 'open' | 'done'>()
  const back = new Set<Edge>()
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const edge of after.get(id) ?? []) {
      if (state.get(edge.to) === 'open') back.add(edge)
      else if (!state.has(edge.to)) visit(edge.to)
    }
    state.set(id, 'done')
  }
  for (const { id } of boxes) if (!state.has(id)) visit(id)
  return edges.filter((edge) => !back.has(edge))
}

/** The layer of each box: one more than the last of those before it. */
function layersOf(boxes: readonly Box[], edges: readonly Edge[]): Map<string, number> {
  const before = Map.groupBy(edges, ({ to }) => to)
  const layers = new Map<string, number>()
  const layerOf = (id: string): number => {
    const known = layers.get(id)
    if (known !== undefined) return known
    const layer = Math.max(-1, ...(before.get(id) ?? []).map(({ from }) => layerOf(from))) + 1
    layers.set(id, layer)
    return layer
  }
  for (const { id } of boxes) layerOf(id)
  return layers
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Sorts each layer by the mean place of its neighbours, forth and back, and keeps the order with the fewest crossings. */
function order(layers: Item[][]): void {
  let best = layers.map((layer) => [...layer])
  let fewest = crossings(layers)
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const isForth = sweep % 2 === 0
    const sequence = isForth ? layers.slice(1) : layers.slice(0, -1).reverse()
    for (const layer of sequence) {
      const neighbours = (item: Item) => (isForth ? item.before : item.after)
      const places = placesOf(layers)
      const wanted = new Map(
        layer.map((item) => {
          const next = neighbours(item).map((other) => places.get(other)!)
          return [item, next.length === 0 ? places.get(item)! : mean(next)] as const
        }),
      )
      layer.sort((a, b) => wanted.get(a)! - wanted.get(b)!)
    }
    const now = crossings(layers)
    if (now < fewest) {
      fewest = now
      best = layers.map((layer) => [...layer])
    }
  }
  for (const [index, layer] of best.entries()) layers[index]!.splice(0, layer.length, ...layer)
}

function placesOf(layers: readonly Item[][]): Map<Item, number> {
  return new Map(layers.flatMap((layer) => layer.map((item, index) => [item, index] as const)))
}

function crossings(layers: readonly Item[][]): number {
  const places = placesOf(layers)
  let count = 0
  for (const layer of layers) {
    const pairs = layer.flatMap((item) =>
      item.after.map((to) => [places.get(item)!, places.get(to)!] as const),
    )
    for (let i = 0; i < pairs.length; i++) {
      for (let j = i + 1; j < pairs.length; j++) {
        if ((pairs[i]![0] - pairs[j]![0]) * (pairs[i]![1] - pairs[j]![1]) < 0) count++
      }
    }
  }
  return count
}

/** Gives every item its middle: near the mean of its neighbours, in its order, without overlap. */
function place(layers: readonly Item[][], gap: number): void {
  for (const layer of layers) {
    let at = 0
    for (const item of layer) {
      item.middle = at + item.across / 2
      at += item.across + gap
    }
    for (const item of layer) item.middle -= (at - gap) / 2
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isForth = sweep % 2 === 0
    for (const layer of isForth ? layers : [...layers].reverse()) {
      const wanted = layer.map((item) => {
        const neighbours = isForth ? item.before : item.after
        return neighbours.length === 0 ? item.middle : mean(neighbours.map(({ middle }) => middle))
      })
      spread(layer, wanted, gap)
    }
  }
}

/** As near as possible to what each wants, in order and with gaps: pooled until no two overlap (isotonic regression). */
function spread(layer: readonly Item[], wanted: readonly number[], gap: number): void {
  const offsets: number[] = []
  let offset = 0
  for (const [i, item] of layer.entries()) {
    if (i > 0) offset += layer[i - 1]!.across / 2 + gap + item.across / 2
    offsets.push(offset)
  }
  const pools: { sum: number; count: number }[] = []
  for (const [i, value] of wanted.entries()) {
    pools.push({ sum: value - offsets[i]!, count: 1 })
    while (
      pools.length > 1 &&
      pools.at(-2)!.sum / pools.at(-2)!.count > pools.at(-1)!.sum / pools.at(-1)!.count
    ) {
      const last = pools.pop()!
      const pool = pools.at(-1)!
      pool.sum += last.sum
      pool.count += last.count
    }
  }
  let at = 0
  for (const { sum, count } of pools) {
    for (let i = 0; i < count; i++, at++) layer[at]!.middle = sum / count + offsets[at]!
  }
}

type Point = { x: number; y: number }

function curve(points: readonly Point[], direction: Direction): string {
  const text = ({ x, y }: Point) => `${round(x)} ${round(y)}`
  let path = `M${text(points[0]!)}`
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    const half = direction === 'right' ? (b.x - a.x) / 2 : (b.y - a.y) / 2
    const one = direction === 'right' ? { x: a.x + half, y: a.y } : { x: a.x, y: a.y + half }
    const two = direction === 'right' ? { x: b.x - half, y: b.y } : { x: b.x, y: b.y - half }
    path += `C${text(one)} ${text(two)} ${text(b)}`
  }
  return path
}

const round = (value: number): number => Math.round(value * 10) / 10

function middleOf(points: readonly Point[]): Point {
  const at = Math.floor((points.length - 1) / 2)
  const [a, b] = [points[at]!, points[at + 1]!]
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** Whether an edge from one to the other would close a circle. */
export function closesCircle(edges: readonly Edge[], from: string, to: string): boolean {
  if (from === to) return true
  const after = Map.groupBy(edges, (edge) => edge.from)
  const seen = new Set<string>()
  const open = [to]
  while (open.length > 0) {
    const id = open.pop()!
    if (id === from) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const edge of after.get(id) ?? []) open.push(edge.to)
  }
  return false
}
