import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import { type Answer, answerOf, api } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { keyOf } from '../../api/queries.ts'

export interface RowPage<Row> {
  items: Row[]
  next: string | null
  previous: string | null
}
type At = { after: string } | { before: string } | undefined

/** Rows of a page: more than a screen shows, so that there is time to fetch the next ones. */
export const PAGE_ROWS = 200
/** Pages in memory at once; what is further away is fetched again when somebody comes back to it. */
const PAGES = 10

type Get = (path: string, init: object) => Promise<Answer<never>>
const get = api.GET as unknown as Get

export const rowsKey = (path: string, query: object) => [...keyOf(path, { query }), 'rows'] as const
export type RowData<Row> = InfiniteData<RowPage<Row>, At>

/** The rows of a list, endless in both directions. */
export const useRows = <Row>(path: string, query: Readonly<Record<string, string | undefined>>) =>
  useInfiniteQuery<RowPage<Row>, ApiProblem, RowData<Row>, readonly unknown[], At>({
    queryKey: rowsKey(path, query),
    initialPageParam: undefined,
    maxPages: PAGES,
    queryFn: ({ signal, pageParam }) => {
      // Where a list begins, holds for its first page only.
      const { startAt, ...rest } = query
      const parameters = { ...rest, limit: PAGE_ROWS, ...(pageParam ?? { startAt }) }
      return answerOf<RowPage<Row>>(get(path, { params: { query: parameters }, signal }))
    },
    getNextPageParam: (page) => (page.next === null ? undefined : { after: page.next }),
    getPreviousPageParam: (page) => (page.previous === null ? undefined : { before: page.previous }),
  })
