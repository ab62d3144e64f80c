import { Button, Menu } from '@mantine/core'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { stringifySearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { DataTable } from '../data-table.tsx'
import { EmptyState } from '../empty-state.tsx'
import { ErrorPanel } from '../error-panel.tsx'
import page from '../list-page.module.css'
import { SearchField } from '../list-page.tsx'
import { Page } from '../page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Cell, isNumber, widthOf } from './cell.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { Editable, isEditable } from './editable.tsx'
import { FilterChips, FilterMenu } from './filter-menu.tsx'
import { Jump } from './jump.tsx'
import { useNaming } from './labels.ts'
import styles from './list-tools.module.css'
import { labelOf, type Resource, useResources } from './resource.ts'
import { type ListColumn, RowTable } from './row-table.tsx'
import { useRows } from './use-rows.ts'
import { ViewMenu } from './view-menu.tsx'

/** What every list keeps in its address; a page may keep more. */
export interface ListSearch {
  q?: string | undefined
  where?: string | undefined
  sort?: string | undefined
  at?: string | undefined
  cols?: string | undefined
}

/** What a page says of one of its columns: how its cells look, how wide, what a phone shows. */
export type ColumnOf<Row> = Partial<Omit<ListColumn<Row>, 'key'>>

interface Props<Row, Search extends ListSearch> {
  /** The list as the server calls it: `sales.order`. */
  resource: string
  /** Below `/api/v1`, so that rows are asked for while the description is on its way. */
  path: string
  title: string
  label?: string
  search: Search
  /** Puts a change into the address. */
  onSearch(patch: Partial<ListSearch>): void
  /** Replaces the whole address: a view. */
  onOpenView(query: string): void
  /** What else of the address goes to the server; the search, conditions and order go by themselves. */
  query?: Readonly<Record<string, string | undefined>>
  /** The order while nobody has chosen one. */
  defaultSort?: string
  columns?: Readonly<Record<string, ColumnOf<Row>>>
  /** The columns shown while nobody has chosen, where they are not those of the server. */
  shown?: readonly string[]
  link?: (row: Row, children: ReactNode) => ReactNode
  /** What can be done with one row, at its end. */
  rowActions?: (row: Row) => ReactNode
  /** In pixels, where they are more than a menu. */
  rowActionsWidth?: number
  valueText?: (field: string, value: string) => string | undefined
  searchLabel?: string
  /** What helps where nothing is found. */
  nothing?: string
  actions?: ReactNode
  filters?: ReactNode
  intro?: ReactNode
  empty?: ReactNode
}

/** A list with everything that lists have, from the server's description of it and what the page says beyond. */
export function ListScreen<Row extends object, Search extends ListSearch>(props: Props<Row, Search>) {
  const { title, intro } = props
  const resources = useResources()
  const resource = resources.data?.items.find(({ name }) => name === props.resource)
  return (
    <Page
      title={title}
      actions={
        <>
          {resource ? <FileMenu {...props} resource={resource} /> : null}
          {props.actions}
        </>
      }
    >
      {intro}
      <section className={page.card} aria-label={title}>
        {resource ? (
          <Body {...props} resource={resource} />
        ) : (
          <Unknown {...props} isKnown={resources.isSuccess} />
        )}
      </section>
    </Page>
  )
}

/** Before the list is described; and where one may not read it, which the server says best. */
function Unknown<Row extends object, Search extends ListSearch>(
  props: Props<Row, Search> & { isKnown: boolean },
) {
  const t = useTexts()
  const rows = useRows<Row>(`/api/v1${props.path}`, {
    ...queryOf(props),
    startAt: props.search.at,
  })
  if (props.isKnown && rows.error) {
    return (
      <div className={page.error}>
        <ErrorPanel error={rows.error} onRetry={() => void rows.refetch()} />
      </div>
    )
  }
  const waiting = { key: 'waiting', header: t('list.loading'), cell: () => null }
  return <DataTable label={props.title} columns={[waiting]} rows={[]} rowKey={() => ''} skeletons={8} />
}

type BodyProps<Row, Search extends ListSearch> = Omit<Props<Row, Search>, 'resource'> & { resource: Resource }

/** What is asked of the server. */
const queryOf = <Row, Search extends ListSearch>(
  props: Pick<Props<Row, Search>, 'query' | 'search' | 'defaultSort'>,
): Readonly<Record<string, string | undefined>> => ({
  ...props.query,
  q: props.search.q,
  where: props.search.where,
  sort: props.search.sort ?? props.defaultSort,
})

const columnsOf = <Row, Search extends ListSearch>(props: BodyProps<Row, Search>): string[] => {
  const { resource, search, columns = {} } = props
  const known = new Set([...resource.fields.map(({ name }) => name), ...Object.keys(columns)])
  const chosen = search.cols?.split(',').filter((name) => known.has(name)) ?? []
  if (chosen.length > 0) return chosen
  return [...(props.shown ?? resource.fields.filter(({ shown }) => shown).map(({ name }) => name))]
}

function Body<Row extends object, Search extends ListSearch>(props: BodyProps<Row, Search>) {
  const t = useTexts()
  const naming = useNaming()
  const { resource, search, onSearch, columns: given = {}, valueText } = props
  const query = queryOf(props)
  const sort = search.sort ?? props.defaultSort ?? resource.sort
  const rows = useRows<Row>(`/api/v1${props.path}`, { ...query, startAt: search.at })
  const pages = rows.data?.pages ?? []
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const [names] = useState(() => new Map<string, string>())
  const asked = JSON.stringify(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are found
  useEffect(() => {
    setChosen(new Set())
    setAll(false)
  }, [asked])

  const keys = columnsOf(props)
  const shownKeys = keys.join()
  const isMulti = resource.bulk.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page says of its columns is the same for the same keys and address
  const columns = useMemo(
    () =>
      shownKeys.split(',').map((key): ListColumn<Row> => {
        const field = resource.fields.find(({ name }) => name === key)
        const own = given[key] ?? {}
        const plain = (row: Row): ReactNode =>
          own.cell ? own.cell(row) : field ? <Cell resource={resource} field={field} row={row} /> : null
        return {
          key,
          header: naming.field(resource.name, key),
          width: field ? widthOf(field) : 140,
          ...(field && isNumber(field) ? { align: 'end' as const } : {}),
          ...(field?.sort ? { sort: key } : {}),
          ...own,
          cell:
            field &&
            isEditable(resource, field) &&
            query.deleted !== 'true' &&
            key !== shownKeys.split(',')[0]
              ? (row) => (
                  <Editable
                    resource={resource}
                    field={field}
                    row={row}
                    query={{ ...query, startAt: search.at }}
                  >
                    {plain(row)}
                  </Editable>
                )
              : plain,
        }
      }),
    [shownKeys, resource, naming.field, asked, search.at],
  )
  const { rowActions, rowActionsWidth = 64 } = props
  const acting = useRef(rowActions)
  acting.current = rowActions
  const hasActions = rowActions !== undefined
  const laidOut = useMemo(() => {
    const hasGrowing = columns.some(({ grow }) => grow)
    const grown = hasGrowing
      ? columns
      : columns.map((column, at) => (at === 0 ? { ...column, grow: true } : column))
    if (!hasActions) return grown
    const cell = (row: Row) => acting.current?.(row)
    return [
      ...grown,
      {
        key: 'actions',
        header: '',
        width: rowActionsWidth,
        align: 'end' as const,
        phone: 'actions' as const,
        cell,
      },
    ]
  }, [columns, hasActions, rowActionsWidth])
  const rowKey = useCallback((row: Row) => String((row as { id?: unknown }).id ?? ''), [])
  for (const row of pages.flatMap(({ items }) => items))
    if (chosen.has(rowKey(row))) names.set(rowKey(row), labelOf(resource, row))

  const toggle = useCallback((ids: readonly string[], on: boolean) => {
    setAll(false)
    setChosen((before) => {
      const next = new Set(before)
      for (const id of ids) {
        if (on) next.add(id)
        else next.delete(id)
      }
      return next
    })
  }, [])
  const { at: _at, ...kept } = search
  const isFiltered = Object.entries(kept).some(
    ([key, value]) => value !== undefined && !['sort', 'cols'].includes(key),
  )
  return (
    <>
      <div className={page.filters}>
        {resource.search ? (
          <SearchField
            label={props.searchLabel ?? t('list.search')}
            value={search.q}
            onChange={(q) => onSearch({ q, at: undefined })}
          />
        ) : null}
        {props.filters}
        <FilterMenu
          resource={resource}
          where={search.where}
          valueText={valueText}
          onChange={(where) => onSearch({ where, at: undefined })}
        />
        <div className={styles.tools}>
          <ViewMenu
            list={resource.name}
            query={stringifySearch(kept).replace(/^\?/, '')}
            onOpen={props.onOpenView}
          />
          <Jump resource={resource} sort={sort} at={search.at} onChange={(at) => onSearch({ at })} />
          <ColumnMenu
            all={[
              ...resource.fields.map(({ name }) => ({
                key: name,
                header: given[name]?.header ?? naming.field(resource.name, name),
              })),
              ...Object.keys(given)
                .filter((key) => !resource.fields.some(({ name }) => name === key))
                .map((key) => ({ key, header: given[key]?.header ?? key })),
            ]}
            shown={keys}
            isChosen={search.cols !== undefined}
            onChange={(cols) => onSearch({ cols: cols?.join(',') })}
          />
        </div>
      </div>
      <FilterChips
        resource={resource}
        where={search.where}
        valueText={valueText}
        onChange={(where) => onSearch({ where, at: undefined })}
      />
      {rows.isPending ? (
        <DataTable
          label={props.label ?? props.title}
          columns={laidOut}
          rows={[]}
          rowKey={rowKey}
          skeletons={8}
        />
      ) : rows.isError && pages.length === 0 ? (
        <div className={page.error}>
          <ErrorPanel error={rows.error} onRetry={() => void rows.refetch()} />
        </div>
      ) : pages.every(({ items }) => items.length === 0) ? (
        isFiltered || !props.empty ? (
          <EmptyState title={t('list.nothing')} text={props.nothing ?? t('list.nothing.text')} />
        ) : (
          props.empty
        )
      ) : (
        <RowTable
          // A list that begins elsewhere, or is sorted otherwise, is looked at from its beginning.
          key={`${asked} ${search.at ?? ''}`}
          label={props.label ?? props.title}
          columns={laidOut}
          pages={pages}
          rowKey={rowKey}
          nameOf={(row) => labelOf(resource, row)}
          source={{ path: `/api/v1${props.path}`, query }}
          link={props.link}
          sorting={{
            value: sort,
            onChange: (sort) => onSearch({ sort, at: undefined }),
          }}
          hasNext={rows.hasNextPage}
          hasPrevious={rows.hasPreviousPage}
          isFetching={rows.isFetching}
          onNext={() => void rows.fetchNextPage()}
          onPrevious={() => void rows.fetchPreviousPage()}
          {...(isMulti ? { selection: { ids: chosen, onToggle: toggle } } : {})}
        />
      )}
      <BulkBar
        resource={resource}
        ids={chosen}
        matching={isAll ? plainQuery(query) : undefined}
        mayMatchAll={rows.hasNextPage || rows.hasPreviousPage}
        isDeletedOnes={props.query?.deleted === 'true'}
        nameOf={(id) => names.get(id) ?? id.slice(-8)}
        onMatchAll={() => setAll(true)}
        onClear={() => {
          setChosen(new Set())
          setAll(false)
        }}
      />
    </>
  )
}

const plainQuery = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )

/** Out of the list as a file, exactly as it is shown; and into it. */
function FileMenu<Row extends object, Search extends ListSearch>(props: BodyProps<Row, Search>) {
  const t = useTexts()
  const naming = useNaming()
  const { resource } = props
  const names = new Set(resource.fields.map(({ name }) => name))
  const columns = columnsOf(props).filter((name) => names.has(name))
  const titles = columns.map((name) =>
    (props.columns?.[name]?.header ?? naming.field(resource.name, name)).replaceAll('|', ' '),
  )
  const address = (format: 'csv' | 'xlsx') =>
    `/api/v1${props.path}/export${stringifySearch({ ...queryOf(props), format, columns: columns.join(','), titles: titles.join('|') })}`
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}>
            {t('export.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('export.asShown')}</Menu.Label>
          <Menu.Item component="a" href={address('xlsx')} download>
            {t('export.xlsx')}
          </Menu.Item>
          <Menu.Item component="a" href={address('csv')} download>
            {t('export.csv')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {resource.may.import ? (
        <Button
          variant="default"
          leftSection={<IconUpload size={16} stroke={1.75} aria-hidden />}
          renderRoot={(root) => <Link to="/import/$list" params={{ list: resource.name }} {...root} />}
        >
          {t('import.title')}
        </Button>
      ) : null}
    </>
  )
}
