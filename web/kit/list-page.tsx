import { Button, CloseButton, Loader, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ApiProblem } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import { type Column, DataTable, type Sorting } from './data-table.tsx'
import { ErrorPanel } from './error-panel.tsx'
import styles from './list-page.module.css'

type Rows<Row> = UseInfiniteQueryResult<
  InfiniteData<{ items: Row[]; next: string | null }>,
  ApiProblem | Error
>

interface ListProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  query: Rows<Row>
  rowKey?(row: Row): string
  link?: (row: Row, children: ReactNode) => ReactNode
  sorting?: Sorting
  /** What stands there when nothing is found. */
  empty: ReactNode
}

/** A list that goes on by itself when its end comes into sight, and by a button. */
export function EndlessTable<Row extends object>(props: ListProps<Row>) {
  const t = useTexts()
  const { query, rowKey = (row: Row) => ('id' in row ? String(row.id) : '') } = props
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) {
    return <DataTable label={props.label} columns={props.columns} rows={[]} rowKey={rowKey} skeletons={8} />
  }
  if (query.isError && rows.length === 0) {
    return (
      <div className={styles.error}>
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      </div>
    )
  }
  if (rows.length === 0) return props.empty
  return (
    <>
      <DataTable
        label={props.label}
        columns={props.columns}
        rows={rows}
        rowKey={rowKey}
        link={props.link}
        {...(props.sorting ? { sorting: props.sorting } : {})}
      />
      {query.hasNextPage ? (
        <MoreRows
          isLoading={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
          label={t('list.more')}
        />
      ) : null}
    </>
  )
}

function MoreRows(props: { isLoading: boolean; onMore(): void; label: string }) {
  const end = useRef<HTMLDivElement>(null)
  const { isLoading, onMore } = props
  useEffect(() => {
    if (!end.current || isLoading) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onMore(), {
      rootMargin: '400px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [isLoading, onMore])
  return (
    <div ref={end} className={styles.more}>
      {isLoading ? (
        <Loader />
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={onMore}>
          {props.label}
        </Button>
      )}
    </div>
  )
}

/** What a list is searched by; `/` leads to it. Written into the URL once the typing rests. */
export function SearchField(props: {
  value: string | undefined
  onChange(value: string | undefined): void
  label: string
}) {
  const t = useTexts()
  const { value = '', onChange } = props
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const router = useRouter()
  const page = useRef('')
  const send = useDebouncedCallback((next: string) => {
    // Whoever has clicked on already is not called back.
    if (router.latestLocation.pathname !== page.current) return
    sent.current = next.trim()
    onChange(sent.current === '' ? undefined : sent.current)
  }, 250)
  // Back and forward change the value from outside.
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  const change = (next: string) => {
    setText(next)
    page.current = router.latestLocation.pathname
    send(next)
  }
  return (
    <TextInput
      type="search"
      data-search
      className={styles.search}
      aria-label={props.label}
      placeholder={props.label}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text === '' ? (
          <kbd className={styles.key} aria-hidden>
            /
          </kbd>
        ) : (
          <CloseButton size="sm" aria-label={t('list.clearSearch')} onClick={() => change('')} />
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}

/** One choice of a filter; the first one is all. */
export function FilterSelect<Value extends string>(props: {
  label: string
  value: Value | undefined
  options: readonly { value: Value; label: string }[]
  onChange(value: Value | undefined): void
  /** What stands there while nothing is chosen; all of them unless told. */
  none?: string
}) {
  const t = useTexts()
  return (
    <NativeSelect
      className={styles.filter}
      aria-label={props.label}
      data-chosen={props.value !== undefined}
      value={props.value ?? ''}
      onChange={(event) => {
        const chosen = event.currentTarget.value
        props.onChange(props.options.find((option) => option.value === chosen)?.value)
      }}
    >
      <option value="">{props.none ?? t('list.filterAll', { filter: props.label })}</option>
      {props.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </NativeSelect>
  )
}
