/* biome-ignore-all lint/a11y/noRedundantRoles: a table that is displayed as cards loses the roles of its elements. */
/* biome-ignore-all lint/a11y/useFocusableInteractive: the table's body takes the keys of its rows. */
import { Button, Checkbox, Loader } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import base from '../data-table.module.css'
import { Header, type Sorting } from '../data-table.tsx'
import { offerSource } from '../trail.ts'
import { type ListColumn, MemoRow, Space, Waiting } from './one-row.tsx'
import { useRowKeys } from './row-keys.ts'
import { usePlace } from './row-place.ts'
import styles from './row-table.module.css'
import type { RowPage } from './use-rows.ts'

const ROW_PX = 43
const CARD_PX = 132
/** Below this, rows are cards (as in `data-table.module.css`). */
const CARDS_BELOW_PX = 640
/** So many rows before the end is seen, the next ones are fetched. */
const AHEAD = 150

interface Props<Row> {
  label: string
  columns: readonly ListColumn<Row>[]
  pages: readonly RowPage<Row>[]
  rowKey(row: Row): string
  link?: ((row: Row, children: ReactNode) => ReactNode) | undefined
  sorting: Sorting
  hasNext: boolean
  hasPrevious: boolean
  isFetching: boolean
  onNext(): void
  onPrevious(): void
  /** Absent where nothing can be done with several rows. */
  selection?: Selection | undefined
  nameOf(row: Row): string
  /** Where its rows are asked for: whoever opens one goes on from record to record in this order. */
  source: { path: string; query: Readonly<Record<string, string | undefined>> }
}
export interface Selection {
  ids: ReadonlySet<string>
  onToggle(ids: readonly string[], chosen: boolean): void
}

/**
 * Rows of which only those in sight are in the page. Whatever is above them keeps its place, also when its rows were let go: nothing jumps.
 */
export function RowTable<Row extends object>(props: Props<Row>) {
  const t = useTexts()
  const { columns, pages, rowKey, selection } = props
  const rows = useMemo(() => pages.flatMap((page) => page.items), [pages])
  const { ref: box, width } = useElementSize()
  const table = useRef<HTMLTableElement>(null)
  const isCards = width > 0 && width < CARDS_BELOW_PX
  const place = usePlace(pages, rowKey)
  const { above } = place
  const list = useRef<HTMLTableSectionElement>(null)
  const [top, setTop] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the rows moves them
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [width, props.hasPrevious, above])
  const count = above + rows.length + (props.hasNext ? 1 : 0)
  const size = isCards ? CARD_PX : ROW_PX
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => size,
    overscan: isCards ? 6 : 16,
    scrollMargin: top,
    getItemKey: (index) => {
      const row = rows[index - above]
      return row ? rowKey(row) : `none ${index}`
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height
  useEffect(() => virtual.measure(), [isCards])
  // Rows that came in above push the others down; the window goes with them, once for each time.
  const rowPx = useRef(size)
  rowPx.current = size
  useLayoutEffect(() => {
    if (place.added > 0) window.scrollBy({ top: place.added * rowPx.current, behavior: 'instant' })
  }, [place])

  useEffect(() => {
    if (!table.current) return
    offerSource(table.current, () => ({
      ...props.source,
      rows,
      rowOf: (element) =>
        rows[Number(element.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? Number.NaN) - above],
      next: pages.at(-1)?.next ?? null,
      previous: pages[0]?.previous ?? null,
    }))
  })

  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { hasNext, hasPrevious, isFetching, onNext, onPrevious } = props
  useEffect(() => {
    if (isFetching) return
    if (hasNext && last >= above + rows.length - AHEAD) onNext()
    else if (hasPrevious && above > 0 && first <= above + AHEAD / 2) onPrevious()
  }, [first, last, above, rows.length, hasNext, hasPrevious, isFetching, onNext, onPrevious])

  const onKeyDown = useRowKeys({
    list,
    count: above + rows.length,
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    toggle: (index) => {
      const row = rows[index - above]
      if (row && selection) selection.onToggle([rowKey(row)], !selection.ids.has(rowKey(row)))
    },
    clear: () => selection && selection.ids.size > 0 && selection.onToggle([...selection.ids], false),
  })
  const minWidth = columns.reduce((sum, column) => sum + column.width, selection ? 44 : 0)
  const isWide = !isCards && width > 0 && minWidth > width
  const before = items[0] ? items[0].start - top : 0
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? top) - top)
  const chosen = selection ? rows.filter((row) => selection.ids.has(rowKey(row))).length : 0
  return (
    <div
      ref={box}
      className={`${base.scroll} ${styles.box}`}
      data-wide={isWide}
      {...(isWide ? { role: 'group', 'aria-label': props.label, tabIndex: 0 } : {})}
    >
      {hasPrevious && above === 0 ? (
        <div className={styles.earlier}>
          {isFetching ? (
            <Loader size="xs" />
          ) : (
            <Button variant="subtle" size="compact-sm" onClick={onPrevious}>
              {t('list.earlier')}
            </Button>
          )}
        </div>
      ) : null}
      <table
        ref={table}
        className={`${base.table} ${styles.table}`}
        role="table"
        aria-label={props.label}
        aria-rowcount={hasNext || hasPrevious ? -1 : rows.length + 1}
        style={isWide ? { minWidth } : undefined}
      >
        {isCards ? null : (
          <colgroup>
            {selection ? <col style={{ width: 44 }} /> : null}
            {columns.map((column) => (
              <col key={column.key} style={column.grow && !isWide ? undefined : { width: column.width }} />
            ))}
          </colgroup>
        )}
        <thead role="rowgroup">
          <tr role="row">
            {selection ? (
              <th scope="col" role="columnheader" className={styles.check}>
                <Checkbox
                  size="xs"
                  aria-label={t('list.selectShown')}
                  checked={rows.length > 0 && chosen === rows.length}
                  indeterminate={chosen > 0 && chosen < rows.length}
                  onChange={(event) => selection.onToggle(rows.map(rowKey), event.currentTarget.checked)}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <Header key={column.key} column={column} sorting={props.sorting} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={list} onKeyDown={onKeyDown}>
          <Space height={before} columns={columns.length} />
          {items.map(({ index, key }) => {
            const row = rows[index - above]
            if (!row)
              return <Waiting key={key} columns={columns.length + (selection ? 1 : 0)} index={index} />
            return (
              <MemoRow
                key={key}
                row={row}
                index={index}
                columns={columns as readonly ListColumn<object>[]}
                link={props.link as Props<object>['link']}
                isChosen={selection?.ids.has(rowKey(row))}
                name={selection ? props.nameOf(row) : ''}
                measure={isCards ? virtual.measureElement : undefined}
                onChoose={selection ? (on) => selection.onToggle([rowKey(row)], on) : undefined}
              />
            )
          })}
          <Space height={Math.max(after, 0)} columns={columns.length} />
        </tbody>
      </table>
    </div>
  )
}
