import { createStore } from './store.ts'

/** The list that somebody came from: its address, and the records in its order. */
export interface Trail {
  list: string
  pages: readonly string[]
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

/** Follows a list when a link of one of its rows is gone to. */
export function followTable(link: HTMLAnchorElement): void {
  const table = link.closest('[role="table"], [role="grid"]')
  if (!table) return
  const links = [
    ...table.querySelectorAll<HTMLAnchorElement>('[role="row"] > :is(:first-child, [data-first]) a[href]'),
  ]
  const addressOf = (one: HTMLAnchorElement) => one.pathname + one.search
  if (!links.includes(link)) return
  follow({ list: window.location.pathname + window.location.search, pages: links.map(addressOf) })
}

/** The records beside this one. */
export function neighbours(here: string, { pages }: Trail) {
  const at = pages.indexOf(here)
  if (at < 0) return undefined
  return { at, of: pages.length, previous: pages[at - 1], next: pages[at + 1] }
}
