import { useElementSize } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import type { Point } from './chart-card.tsx'
import styles from './charts.module.css'
import { shownNames, ticksOf } from './scale.ts'

const HEIGHT = 168
const TOP = 10
const FOOT = 22

/**
 * Values in the order of time, as bars or as a line. Each leads to the list that it counts; the arrow keys go from one to the
 * next, so that the whole chart is one stop of the Tab key.
 */
export function TimeChart(props: {
  label: string
  kind: 'bars' | 'line'
  points: readonly Point[]
  /** How a value of the axis is written. */
  axis(value: number): string
}) {
  const t = useTexts()
  const hintId = useId()
  const { ref, width } = useElementSize()
  const links = useRef<(SVGAElement | null)[]>([])
  const { points } = props
  const [stop, setStop] = useState(points.length - 1)
  const [seen, setSeen] = useState<number>()
  const ticks = ticksOf(points.map(({ value }) => value))
  const names = ticks.map(props.axis)
  const start = Math.max(...names.map((name) => name.length)) * 6.4 + 12
  const [foot, top] = [ticks[0]!, ticks.at(-1)!]
  const y = (value: number) => TOP + ((top - value) / (top - foot)) * (HEIGHT - TOP - FOOT)
  const step = Math.max(width - start - 4, 0) / Math.max(points.length, 1)
  const x = (index: number) => start + step * (index + 0.5)
  const barWidth = Math.min(Math.max(step * 0.68, 2), 40)
  const isNamed = shownNames(points.length, width - start)
  const shown = points[seen ?? -1]

  const go = (event: KeyboardEvent, index: number) => {
    const to = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: points.length - 1 }[event.key]
    if (to === undefined || to < 0 || to >= points.length) return
    event.preventDefault()
    setStop(to)
    links.current[to]?.focus()
  }
  return (
    <div ref={ref} className={styles.time}>
      <p className={styles.readout} aria-hidden>
        {shown ? (
          <>
            {shown.name}: <strong>{shown.text}</strong>
          </>
        ) : null}
      </p>
      <p id={hintId} className="visually-hidden">
        {t('chart.hint')}
      </p>
      {width === 0 ? (
        <div style={{ height: HEIGHT }} />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be inside of a picture
        <svg
          width={width}
          height={HEIGHT}
          role="group"
          aria-label={props.label}
          aria-describedby={hintId}
          className={styles.svg}
        >
          {ticks.map((tick, index) => (
            <g key={tick} aria-hidden>
              <line
                x1={start}
                x2={width}
                y1={y(tick)}
                y2={y(tick)}
                className={styles.grid}
                data-zero={tick === 0}
              />
              <text x={start - 8} y={y(tick)} dy="0.32em" textAnchor="end" className={styles.tick}>
                {names[index]}
              </text>
            </g>
          ))}
          {props.kind === 'line' ? (
            <polyline
              aria-hidden
              className={styles.line}
              points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
            />
          ) : null}
          {points.map((point, index) => (
            <Link
              key={point.key}
              {...point.to}
              preload={false}
              className={styles.point}
              aria-label={`${point.name}: ${point.text}`}
              tabIndex={index === Math.min(stop, points.length - 1) ? 0 : -1}
              ref={(element: Element | null) => {
                links.current[index] = element as SVGAElement | null
              }}
              onKeyDown={(event) => go(event, index)}
              onFocus={() => {
                setStop(index)
                setSeen(index)
              }}
              onBlur={() => setSeen(undefined)}
              onMouseEnter={() => setSeen(index)}
              onMouseLeave={() => setSeen(undefined)}
            >
              <rect
                x={x(index) - step / 2}
                y={0}
                width={step}
                height={HEIGHT - FOOT}
                className={styles.area}
              />
              {props.kind === 'bars' ? (
                <rect
                  x={x(index) - barWidth / 2}
                  y={Math.min(y(point.value), y(0))}
                  width={barWidth}
                  height={Math.abs(y(point.value) - y(0))}
                  rx={Math.min(2, barWidth / 2)}
                  className={styles.bar}
                />
              ) : (
                <circle cx={x(index)} cy={y(point.value)} r={4} className={styles.dot} />
              )}
            </Link>
          ))}
          {points.map((point, index) =>
            isNamed(index) ? (
              <text
                key={point.key}
                aria-hidden
                x={Math.min(x(index), width - point.short.length * 3)}
                y={HEIGHT - 6}
                textAnchor="middle"
                className={styles.tick}
              >
                {point.short}
              </text>
            ) : null,
          )}
        </svg>
      )}
    </div>
  )
}
