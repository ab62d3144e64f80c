/* biome-ignore-all lint/a11y/noRedundantRoles: a table that is displayed as cards loses the roles of its elements. */
import { Checkbox } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import base from '../data-table.module.css'
import type { Column } from '../data-table.tsx'
import styles from './row-table.module.css'

export interface ListColumn<Row> extends Column<Row> {
  /** In pixels; a column that grows takes at least this. */
  width: number
}

/** The room of the rows that are not drawn. */
export const Space = ({ height, columns }: { height: number; columns: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden className={styles.space}>
      <td colSpan={columns} className={styles.gap} style={{ height }} />
    </tr>
  )

/** A row on its way. */
export const Waiting = ({ columns, index }: { columns: number; index: number }) => (
  <tr aria-hidden data-waiting>
    {Array.from({ length: columns }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
      <td key={at} data-phone={at === 0 ? 'title' : 'hide'}>
        <span className={base.skeleton} style={{ inlineSize: `${40 + ((index * 17 + at * 29) % 45)}%` }} />
      </td>
    ))}
  </tr>
)

interface RowProps {
  row: object
  index: number
  columns: readonly ListColumn<object>[]
  link: ((row: object, children: ReactNode) => ReactNode) | undefined
  isChosen: boolean | undefined
  name: string
  measure: ((element: Element | null) => void) | undefined
  onChoose: ((chosen: boolean) => void) | undefined
}

function OneRow({ row, index, columns, link, isChosen, name, measure, onChoose }: RowProps) {
  const t = useTexts()
  return (
    <tr
      role="row"
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      tabIndex={-1}
      className={`${link ? base.linked : ''} ${styles.row}`}
    >
      {onChoose ? (
        <td role="cell" className={styles.check} data-phone="select">
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={t('list.select', { name })}
            checked={isChosen ?? false}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        </td>
      ) : null}
      {columns.map((column, at) => (
        <td
          key={column.key}
          role="cell"
          data-label={at === 0 ? undefined : column.header}
          data-align={column.align}
          data-phone={at === 0 ? 'title' : column.phone}
          data-first={at === 0 ? true : undefined}
        >
          {at === 0 && link ? link(row, column.cell(row)) : column.cell(row)}
        </td>
      ))}
    </tr>
  )
}
// What is done on choosing depends on the row alone.
export const MemoRow = memo(
  OneRow,
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.columns === after.columns &&
    before.isChosen === after.isChosen &&
    before.measure === after.measure &&
    (before.onChoose === undefined) === (after.onChoose === undefined),
)
