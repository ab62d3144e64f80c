import {
  infiniteQueryOptions,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { PathsWithMethod } from 'openapi-typescript-helpers'
import { useRef } from 'react'
import { newId } from '../../shared/ids.ts'
import { signedInAgain } from '../session/ended.ts'
import { type Answer, answerOf, api } from './client.ts'
import { ApiProblem, toProblem } from './problem.ts'
import type { paths } from './schema.gen.ts'

export type GetPath = PathsWithMethod<paths, 'get'>
type Operation<Path extends GetPath> = paths[Path]['get']
type JsonOf<Responses> = Responses extends { 200: { content: { 'application/json': infer Json } } }
  ? Json
  : never

/** What reading an address gives. */
export type DataOf<Path extends GetPath> = JsonOf<Operation<Path>['responses']>
/** What one row of a list is. */
export type ItemOf<Path extends GetPath> = DataOf<Path> extends { items: (infer Item)[] } ? Item : never

type PathParams<Path extends GetPath> = Operation<Path>['parameters']['path']
type QueryParams<Path extends GetPath> = NonNullable<Operation<Path>['parameters']['query']>

/** The parameters of a read: those in the path must be given, those in the query may. */
type Params<Path extends GetPath> = ([PathParams<Path>] extends [undefined | never]
  ? { path?: never }
  : { path: PathParams<Path> }) & { query?: Filters<QueryParams<Path>> }
/** As in the URL of a page: what is not chosen is undefined. */
type Filters<Query> = { [Key in keyof Query]?: Query[Key] | undefined }

type Get = (path: string, init: object) => Promise<Answer<never>>
const get = api.GET as unknown as Get

/** How a read is remembered: by its address and parameters. */
export const keyOf = (path: string, params: object = {}) => [path, params] as const

/** One read, for `useQuery` and loaders. */
export const read = <Path extends GetPath>(path: Path, params: Params<Path> = {} as Params<Path>) =>
  queryOptions<DataOf<Path>, ApiProblem>({
    queryKey: keyOf(path, params),
    queryFn: ({ signal }) => answerOf<DataOf<Path>>(get(path, { params, signal })),
  })

type ListPath = {
  [Path in GetPath]: DataOf<Path> extends { items: unknown[]; next: string | null } ? Path : never
}[GetPath]

export type { ListPath }

/** One page, with what some lists say beside their rows. */
type PageOf<Path extends ListPath> = DataOf<Path> & { items: ItemOf<Path>[]; next: string | null }

/** A list that goes on page by page, for `useInfiniteQuery`. */
export const pages = <Path extends ListPath>(path: Path, params: Params<Path> = {} as Params<Path>) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(path, params), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }): Promise<PageOf<Path>> =>
      answerOf(get(path, { params: { ...params, query: { ...params.query, after: pageParam } }, signal })),
    getNextPageParam: (page) => page.next ?? undefined,
  })

/**
 * Something that changes the workshop. `send` is given a key of its own for each thing that is meant: the same key goes
 * out again when the answer to it never came, so that pressing twice counts once. Afterwards whatever is on the
 * screen is read anew.
 */
export function useCommand<Input, Data>(
  send: (input: Input, idempotencyKey: string) => Promise<Answer<Data>>,
  options: { onDone?: (data: Data, input: Input) => void } = {},
) {
  const client = useQueryClient()
  const pending = useRef<{ meant: string; key: string } | undefined>(undefined)
  return useMutation<Data, ApiProblem, Input>({
    mutationFn: async (input) => {
      const meant = JSON.stringify(input) ?? ''
      if (pending.current?.meant !== meant) pending.current = { meant, key: newId() }
      const { key } = pending.current
      const attempt = () => answerOf(send(input, key))
      try {
        // A session that has ended is begun anew over the page, and the same thing is sent again.
        const data = await attempt().catch(async (error: unknown) => {
          if (!(error instanceof ApiProblem) || error.code !== 'auth.required') throw error
          if (!(await signedInAgain())) throw error
          return await attempt()
        })
        pending.current = undefined
        return data
      } catch (error) {
        const problem = toProblem(error)
        if (!problem.isUncertain) pending.current = undefined
        throw problem
      }
    },
    onSuccess: async (data, input) => {
      options.onDone?.(data, input)
      await client.invalidateQueries()
    },
    onError: async (problem) => {
      // What is shown is what made the action look possible: it is out of date.
      // Refused for want of a permission: what the role may do has changed too.
      if (problem.document.status === 409 || problem.document.status === 403) await client.invalidateQueries()
    },
  })
}

/** Whether asking again may help by itself. */
const isPassing = (problem: unknown): boolean =>
  problem instanceof ApiProblem && problem.isUncertain && problem.document.status !== 500

export function createQueryClient(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiProblem && error.code === 'auth.required') onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, problem) => failures < 2 && isPassing(problem),
        throwOnError: false,
      },
    },
  })
}
