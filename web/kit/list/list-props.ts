import type { ReactNode } from 'react'
import type { ListColumn } from './one-row.tsx'
import type { Resource } from './resource.ts'

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

export interface ListScreenProps<Row, Search extends ListSearch> {
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

/** The same with the server's description at hand. */
export type DescribedProps<Row, Search extends ListSearch> = Omit<
  ListScreenProps<Row, Search>,
  'resource'
> & {
  resource: Resource
}

/** What is asked of the server. */
export const queryOf = <Row, Search extends ListSearch>(
  props: Pick<ListScreenProps<Row, Search>, 'query' | 'search' | 'defaultSort'>,
): Readonly<Record<string, string | undefined>> => ({
  ...props.query,
  q: props.search.q,
  where: props.search.where,
  sort: props.search.sort ?? props.defaultSort,
})

/** The columns that are shown: chosen, else those that the page or the server names. */
export const columnsOf = <Row, Search extends ListSearch>(props: DescribedProps<Row, Search>): string[] => {
  const { resource, search, columns = {} } = props
  const known = new Set([...resource.fields.map(({ name }) => name), ...Object.keys(columns)])
  const chosen = search.cols?.split(',').filter((name) => known.has(name)) ?? []
  if (chosen.length > 0) return chosen
  return [...(props.shown ?? resource.fields.filter(({ shown }) => shown).map(({ name }) => name))]
}

/** The same without what is not asked for. */
export const plainQuery = (query: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
