import { useCallback, useEffect, useState } from 'react'
import { stringifySearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { DataTable } from '../data-table.tsx'
import { EmptyState } from '../empty-state.tsx'
import { ErrorPanel } from '../error-panel.tsx'
import page from '../list-page.module.css'
import { SearchField } from '../list-page.tsx'
import { Page } from '../page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { FileMenu } from './file-menu.tsx'
import { FilterChips, FilterMenu } from './filter-menu.tsx'
import { Jump } from './jump.tsx'
import { useNaming } from './labels.ts'
import {
  columnsOf,
  type DescribedProps,
  type ListScreenProps,
  type ListSearch,
  plainQuery,
  queryOf,
} from './list-props.ts'
import styles from './list-tools.module.css'
import { Narrowed } from './narrowed.tsx'
import { labelOf, useResources } from './resource.ts'
import { RowTable } from './row-table.tsx'
import { useColumns } from './use-columns.tsx'
import { useRows } from './use-rows.ts'
import { ViewMenu } from './view-menu.tsx'

/** A list with everything that lists have, from the server's description of it and what the page says beyond. */
export function ListScreen<Row extends object, Search extends ListSearch>(
  props: ListScreenProps<Row, Search>,
) {
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
  props: ListScreenProps<Row, Search> & { isKnown: boolean },
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

function Body<Row extends object, Search extends ListSearch>(props: DescribedProps<Row, Search>) {
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
  const laidOut = useColumns(props, shownKeys)
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
      {props.query ? (
        <Narrowed
          list={resource.name}
          query={props.query}
          // A page keeps more in its address than every list does.
          onClear={(key) => onSearch({ [key]: undefined, at: undefined } as Partial<ListSearch>)}
        />
      ) : null}
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
