import { IconChartBar } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Column, DataTable } from '../data-table.tsx'
import { EmptyState } from '../empty-state.tsx'
import { Section } from '../section.tsx'
import { TableToggle } from '../table-toggle.tsx'
import styles from './charts.module.css'

/** One value of a chart, in words as well, and the list that it counts. */
export interface Point {
  key: string
  /** `2 Mar 2026` */
  name: string
  /** The same below the axis, where there is little room. */
  short: string
  value: number
  /** `12 pieces`, `฿12,981.00`. */
  text: string
  to: LinkProps
}

/** A chart with its name, what it comes to, and the same as a table. */
export function ChartCard(props: {
  title: string
  /** What all of it comes to. */
  sum?: ReactNode
  points: readonly Point[]
  /** What the names and the values are, as heads of the table. */
  heads: { name: string; value: string }
  empty?: string
  children: ReactNode
}) {
  const [isTable, setTable] = useState(false)
  const columns: Column<Point>[] = [
    { key: 'name', header: props.heads.name, grow: true, cell: (point) => point.name },
    {
      key: 'value',
      header: props.heads.value,
      align: 'end',
      phone: 'end',
      cell: (point) => <span className="numbers nowrap">{point.text}</span>,
    },
  ]
  const isEmpty = props.points.every(({ value }) => value === 0)
  return (
    <Section
      title={props.title}
      flush
      actions={
        <div className={styles.tools}>
          {props.sum === undefined ? null : <span className={styles.sum}>{props.sum}</span>}
          <TableToggle
            of={props.title}
            isTable={isTable}
            picture={<IconChartBar size={16} aria-hidden />}
            onChange={setTable}
          />
        </div>
      }
    >
      {isTable ? (
        <div className={styles.table}>
          <DataTable
            label={props.title}
            columns={columns}
            rows={props.points}
            rowKey={(point) => point.key}
            link={(point, children) => <Link {...point.to}>{children}</Link>}
          />
        </div>
      ) : isEmpty && props.empty !== undefined ? (
        <EmptyState title={props.empty} />
      ) : (
        <div className={styles.body}>{props.children}</div>
      )}
    </Section>
  )
}
