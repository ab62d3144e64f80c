/* biome-ignore-all lint/a11y/noRedundantRoles: a table that is displayed as cards loses the roles of its elements. */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'
import styles from './data-table.module.css'

export interface Column<Row> {
  key: string
  header: string
  cell(row: Row): ReactNode
  align?: 'end'
  /** The field it is sorted by, where the list can. */
  sort?: string
  /** On a phone a row is a card: what stands at its top right, what can be done with it in the corner, and what is left out. */
  phone?: 'end' | 'actions' | 'hide'
  /** A column of words that may take what is left. */
  grow?: boolean
}

export interface Sorting {
  /** `name` upwards, `-name` downwards. */
  value: string | undefined
  onChange(value: string | undefined): void
}

interface DataTableProps<Row> {
  /** What the table is of, for who cannot see it. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey(row: Row): string
  /** Makes the first cell, and with it the row, a link. */
  link?: ((row: Row, children: ReactNode) => ReactNode) | undefined
  sorting?: Sorting
  /** Sums below. */
  footer?: ReactNode
  /** Rows that stand for those on their way. */
  skeletons?: number
}

/** Rows of records. On a phone each row is a card, with the column's name before each value. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, link, skeletons = 0 } = props
  return (
    <div className={styles.scroll}>
      <table className={styles.table} role="table" aria-label={props.label} aria-busy={skeletons > 0}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Header key={column.key} column={column} sorting={props.sorting} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" className={link ? styles.linked : undefined}>
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  role="cell"
                  data-label={index === 0 ? undefined : column.header}
                  data-align={column.align}
                  data-phone={index === 0 ? 'title' : column.phone}
                  data-grow={column.grow}
                >
                  {index === 0 && link ? link(row, column.cell(row)) : column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
          {Array.from({ length: skeletons }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <tr key={index} aria-hidden>
              {columns.map((column, at) => (
                <td key={column.key} data-phone={at === 0 ? 'title' : 'hide'}>
                  <span
                    className={styles.skeleton}
                    style={{ inlineSize: `${40 + ((index * 17 + at * 29) % 45)}%` }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {props.footer ? <tfoot>{props.footer}</tfoot> : null}
      </table>
    </div>
  )
}

/** The head of a column; a button where the list can be sorted by it. */
export function Header<Row>({ column, sorting }: { column: Column<Row>; sorting: Sorting | undefined }) {
  const t = useTexts()
  const field = column.sort
  if (!sorting || field === undefined) {
    return (
      <th scope="col" role="columnheader" data-align={column.align}>
        {column.header === '' ? <span className="visually-hidden">{t('list.actions')}</span> : column.header}
      </th>
    )
  }
  const direction =
    sorting.value === field ? 'ascending' : sorting.value === `-${field}` ? 'descending' : 'none'
  const next = direction === 'none' ? field : direction === 'ascending' ? `-${field}` : undefined
  const Icon = direction === 'descending' ? IconArrowDown : IconArrowUp
  return (
    <th scope="col" role="columnheader" aria-sort={direction} data-align={column.align}>
      <button
        type="button"
        className={styles.sort}
        title={t('list.sortBy', { column: column.header })}
        onClick={() => sorting.onChange(next)}
      >
        {column.header}
        <Icon
          size={14}
          stroke={2}
          aria-hidden
          className={direction === 'none' ? styles.unsorted : undefined}
        />
      </button>
    </th>
  )
}
