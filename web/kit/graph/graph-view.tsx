import { useElementSize, useMergedRef } from '@mantine/hooks'
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTexts } from '../../texts/texts.tsx'
import styles from './graph.module.css'
import { type Box, type Direction, type Edge, layoutGraph, type Placed } from './layout.ts'

/** What the element of a node must be given, so that arrow keys reach it. */
export interface NodeProps {
  ref: Ref<HTMLElement>
  tabIndex: number
  onFocus(): void
  onKeyDown(event: KeyboardEvent): void
}

export interface GraphEdge extends Edge {
  /** Done, possible or not: how it is drawn. */
  tone?: 'done' | 'weak'
}

/**
 * A graph in layers: from left to right, or downwards where there is little room. It is one stop of the Tab key; from one node to the
 * next lead the arrow keys, by where they lie.
 */
export function GraphView(props: {
  label: string
  nodes: readonly Box[]
  edges: readonly GraphEdge[]
  node(id: string, given: NodeProps, placed: Placed): ReactNode
  /** Drawn in the middle of an edge: a button that takes it out. */
  onEdge?: (edge: Edge) => ReactNode
  /** An edge that somebody is drawing right now, from a node to where the pointer is. */
  drawing?: { from: string; x: number; y: number } | undefined
  canvasRef?: Ref<HTMLDivElement>
  hint?: string
  /** The node that Tab goes to first; the first one unless told. */
  current?: string | undefined
  onKeyDown?(event: KeyboardEvent, id: string): void
}) {
  const t = useTexts()
  const hintId = useId()
  const markId = useId().replaceAll(/[^\w-]/g, '')
  const { ref: sizeRef, width: room } = useElementSize()
  const canvas = useMergedRef(props.canvasRef)
  const elements = useRef(new Map<string, HTMLElement>())
  const [stop, setStop] = useState<string>()
  const direction: Direction = room > 0 && room < 560 ? 'down' : 'right'
  const key = JSON.stringify([props.nodes, props.edges])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the nodes and edges
  const layout = useMemo(() => layoutGraph(props.nodes, props.edges, direction), [key, direction])
  const scroller = useRef<HTMLDivElement>(null)
  const first = props.nodes.find(({ id }) => id === (props.current ?? stop)) ?? props.nodes[0]

  // What is wider than the frame begins where its first layer is.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element && direction === 'down' && layout.width > element.clientWidth)
      element.scrollLeft = (layout.width - element.clientWidth) / 2
  }, [direction, layout.width])

  const go = (event: KeyboardEvent, id: string) => {
    props.onKeyDown?.(event, id)
    if (event.defaultPrevented) return
    const next = neighbour(layout.boxes, id, event.key)
    if (next === undefined) return
    event.preventDefault()
    elements.current.get(next)?.focus()
  }
  const drawing = props.drawing && layout.boxes.get(props.drawing.from)
  return (
    <div ref={sizeRef}>
      <p id={hintId} className="visually-hidden">
        {props.hint ?? t('graph.hint')}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: it is no group of fields */}
      <div
        ref={scroller}
        className={styles.scroll}
        role="group"
        aria-label={props.label}
        aria-describedby={hintId}
      >
        <div
          ref={canvas}
          className={styles.canvas}
          style={{ width: layout.width, height: layout.height }}
          data-graph
        >
          <svg className={styles.edges} width={layout.width} height={layout.height} aria-hidden>
            <defs>
              <marker
                id={markId}
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerWidth="7"
                markerHeight="7"
                orient="auto-start-reverse"
              >
                <path d="M0 0.5 L8 4 L0 7.5 z" className={styles.arrow} />
              </marker>
            </defs>
            {layout.edges.map((edge) => (
              <path
                key={`${edge.from} ${edge.to}`}
                d={edge.path}
                className={styles.edge}
                data-tone={props.edges.find(({ from, to }) => from === edge.from && to === edge.to)?.tone}
                markerEnd={`url(#${markId})`}
              />
            ))}
            {drawing && props.drawing ? (
              <line
                className={styles.drawing}
                x1={direction === 'right' ? drawing.x + drawing.width : drawing.x + drawing.width / 2}
                y1={direction === 'right' ? drawing.y + drawing.height / 2 : drawing.y + drawing.height}
                x2={props.drawing.x}
                y2={props.drawing.y}
              />
            ) : null}
          </svg>
          {[...layout.boxes.values()].map((placed) => (
            <div
              key={placed.id}
              className={styles.place}
              data-direction={direction}
              style={{
                transform: `translate(${placed.x}px, ${placed.y}px)`,
                width: placed.width,
                height: placed.height,
              }}
            >
              {props.node(
                placed.id,
                {
                  ref: (element) => {
                    if (element) elements.current.set(placed.id, element)
                    else elements.current.delete(placed.id)
                  },
                  tabIndex: placed.id === first?.id ? 0 : -1,
                  onFocus: () => setStop(placed.id),
                  onKeyDown: (event) => go(event, placed.id),
                },
                placed,
              )}
            </div>
          ))}
          {props.onEdge
            ? layout.edges.map((edge) => (
                <div
                  key={`${edge.from} ${edge.to}`}
                  className={styles.onEdge}
                  style={{
                    transform: `translate(${edge.middle.x}px, ${edge.middle.y}px) translate(-50%, -50%)`,
                  }}
                >
                  {props.onEdge?.({ from: edge.from, to: edge.to })}
                </div>
              ))
            : null}
        </div>
      </div>
    </div>
  )
}

/** The nearest box into a direction; sideways distance counts double. */
function neighbour(boxes: ReadonlyMap<string, Placed>, id: string, key: string): string | undefined {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key]
  const from = boxes.get(id)
  if (key === 'Home' || key === 'End') return [...boxes.keys()].at(key === 'Home' ? 0 : -1)
  if (!way || !from) return undefined
  const centre = (box: Placed) => [box.x + box.width / 2, box.y + box.height / 2] as const
  const [fromX, fromY] = centre(from)
  let best: { id: string; distance: number } | undefined
  for (const box of boxes.values()) {
    const [x, y] = centre(box)
    const ahead = (x - fromX) * way[0]! + (y - fromY) * way[1]!
    if (box.id === id || ahead < 1) continue
    const aside = Math.abs((x - fromX) * way[1]!) + Math.abs((y - fromY) * way[0]!)
    const distance = ahead + 2 * aside
    if (!best || distance < best.distance) best = { id: box.id, distance }
  }
  return best?.id
}
