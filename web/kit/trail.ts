import { createStore } from './store.ts'

/** How a list goes on beyond the records that are known: where it is asked for, and the address of a record's page. */
export interface Beyond {
  /** Below `/api/v1`. */
  path: string
  query: Readonly<Record<string, string | undefined>>
  /** `/desk/orders/{id}`: the address of a row's page, with a field of the row in braces. */
  page: string
  /** Cursors at both ends; null where the list ends. */
  next: string | null
  previous: string | null
}

/** The list that somebody came from: its address, and the records in its order. */
export interface Trail {
  list: string
  pages: readonly string[]
  beyond?: Beyond
}

/** What a table knows of its list, for whoever follows it. */
export interface Source {
  path: string
  query: Readonly<Record<string, string | undefined>>
  rows: readonly object[]
  /** The row that an element of the table stands for. */
  rowOf(element: Element): object | undefined
  next: string | null
  previous: string | null
}

const KEY = 'touchmark.trail'

const kept = (): Trail | undefined => {
  try {
    const trail: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null')
    return trail !== null && typeof trail === 'object' && 'pages' in trail ? (trail as Trail) : undefined
  } catch {
    return undefined
  }
}

export const trail = createStore<Trail | undefined>(kept())

/** Remembers in which order a list shows its records, for next and previous on their pages. */
export function follow(next: Trail): void {
  trail.set(next)
  try {
    sessionStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // Without storage it lasts until the page is loaded anew.
  }
}

const sources = new WeakMap<Element, () => Source>()

/** A table that is a part of a long list says how that goes on. */
export const offerSource = (table: Element, source: () => Source): void => void sources.set(table, source)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The address of a row's page with the field in braces that it is made of; undefined where it is made of none. */
export function pageOf(row: object, address: string): string | undefined {
  const fields = Object.entries(row).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && UUID.test(entry[1]) && address.includes(entry[1]),
  )
  const [field, id] = fields.find(([name]) => name === 'id') ?? fields[0] ?? []
  return field === undefined || id === undefined ? undefined : address.replace(id, `{${field}}`)
}

/** The addresses of rows' pages, each once. */
export const pagesOf = (rows: readonly object[], page: string): string[] => {
  const field = /\{(\w+)\}/.exec(page)?.[1] ?? 'id'
  return [
    ...new Set(
      rows.flatMap((row) => {
        const id = (row as Readonly<Record<string, unknown>>)[field]
        return typeof id === 'string' ? [page.replace(`{${field}}`, id)] : []
      }),
    ),
  ]
}

/** Follows a list when a link of one of its rows is gone to. */
export function followTable(link: HTMLAnchorElement): void {
  const table = link.closest('[role="table"], [role="grid"]')
  if (!table) return
  const links = [
    ...table.querySelectorAll<HTMLAnchorElement>('[role="row"] > :is(:first-child, [data-first]) a[href]'),
  ]
  const addressOf = (one: HTMLAnchorElement) => one.pathname + one.search
  if (!links.includes(link)) return
  const list = window.location.pathname + window.location.search
  const source = sources.get(table)?.()
  const row = source?.rowOf(link)
  const page = row && pageOf(row, addressOf(link))
  if (!source || page === undefined) {
    follow({ list, pages: links.map(addressOf) })
    return
  }
  const { path, query, next, previous } = source
  follow({ list, pages: pagesOf(source.rows, page), beyond: { path, query, page, next, previous } })
}

/** The trail with more records at its end, or before its beginning. */
export function longer(
  known: Trail,
  toEnd: boolean,
  more: { items: readonly object[]; next: string | null; previous: string | null },
): Trail {
  const { beyond } = known
  if (!beyond) return known
  const pages = pagesOf(more.items, beyond.page).filter((page) => !known.pages.includes(page))
  return {
    ...known,
    pages: toEnd ? [...known.pages, ...pages] : [...pages, ...known.pages],
    beyond: { ...beyond, ...(toEnd ? { next: more.next } : { previous: more.previous }) },
  }
}

/** The records beside this one. `isMore*`: there are others that are not known yet. */
export function neighbours(here: string, { pages, beyond }: Trail) {
  const at = pages.indexOf(here)
  if (at < 0) return undefined
  return {
    at,
    of: pages.length,
    previous: pages[at - 1],
    next: pages[at + 1],
    isMoreBefore: (beyond?.previous ?? null) !== null,
    isMoreAfter: (beyond?.next ?? null) !== null,
  }
}
