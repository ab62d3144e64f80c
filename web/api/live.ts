import type { Query, QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Change, isConcerned, isKnown } from './live-table.ts'
import { type keyOf, read } from './queries.ts'

/** `off`: nobody is signed in. `lost`: it was open, and tries to be again. */
export type LiveState = 'off' | 'connecting' | 'open' | 'lost'

type Message =
  | { type: 'hello'; token: string; beatMs: number }
  | { type: 'changes'; token: string; changes: Change[] }
  | { type: 'reset' | 'beat'; token: string }
  | { type: 'access' }

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** For a server that says it has too many connections, or that the workshop is closed. */
const LONG_WAIT_MS = 60_000
/** Changes within this time are read together; what is shown is read anew no more often than every second. */
const GATHER_MS = 60
const PAUSE_MS = 1_000
/** What depends on everything (sums, the audit log) is read anew no more often than this. */
const SUMS_PAUSE_MS = 3_000
/** So long a read that is under way is waited for, rather than begun again. */
const PATIENCE_MS = 4_000
/** So many changes that single ones do not matter. */
const MANY = 200
/** Of a list that was scrolled further than this, nothing is read anew by itself. */
const MOST_PAGES = 4

/**
 * The one connection of this page to the live feed. It goes on from its token after it was cut, and has whatever is on
 * the screen read anew that a change concerns. Nothing is asked for by the clock.
 */
class Live {
  readonly #client: QueryClient
  readonly #listeners = new Set<() => void>()
  #state: LiveState = 'off'
  #socket: WebSocket | undefined
  #token: string | undefined
  #failures = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #flush: ReturnType<typeof setTimeout> | undefined
  #flushedAt = 0
  #waitingSince = 0
  #changes: Change[] | 'all' = []
  /** Reads that are out of date whatever changed, by their hash. */
  readonly #outdated = new Set<string>()
  /** Whether those wait for their time only. */
  #isResting = false

  constructor(client: QueryClient) {
    this.#client = client
    window.addEventListener('online', () => this.tryNow())
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return
      this.tryNow()
      this.#flushSoon()
    })
    // A page that the browser keeps for the way back must not hold a connection, and misses what it is told.
    window.addEventListener('pagehide', () => this.#cut())
    window.addEventListener(
      'pageshow',
      (event) => event.persisted && this.#state !== 'off' && this.#connect(),
    )
  }

  get state(): LiveState {
    return this.#state
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the connection, unless it is open or being opened. */
  open(): void {
    if (this.#state !== 'off') return
    this.#set('connecting')
    this.#connect()
  }

  /** For who signs out. */
  close(): void {
    this.#cut()
    this.#token = undefined
    this.#changes = []
    this.#outdated.clear()
    this.#failures = 0
    this.#set('off')
  }

  /** Does not wait for the next try. */
  tryNow(): void {
    if (this.#retry === undefined) return
    this.#failures = 0
    this.#connect()
  }

  #set(state: LiveState): void {
    if (this.#state === state) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  #cut(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#silence)
    clearTimeout(this.#flush)
    this.#retry = undefined
    this.#flush = undefined
    const socket = this.#socket
    this.#socket = undefined
    // One that is only being opened is let finish: to break that off is a fault that the browser writes down.
    if (socket?.readyState === WebSocket.CONNECTING) socket.addEventListener('open', () => socket.close())
    else socket?.close()
  }

  #connect(): void {
    this.#cut()
    const address = new URL('/api/v1/live', window.location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    if (this.#token !== undefined) address.searchParams.set('since', this.#token)
    const socket = new WebSocket(address)
    this.#socket = socket
    this.#listenFor(LONGEST_WAIT_MS)
    socket.addEventListener('message', ({ data }) => {
      if (this.#socket === socket) this.#hear(JSON.parse(String(data)) as Message)
    })
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) void this.#lose(code)
    })
  }

  /** A connection may be gone without anybody saying so: then nothing is heard, not even a beat. */
  #listenFor(ms: number): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      const socket = this.#socket
      this.#socket = undefined
      socket?.close()
      void this.#lose(0)
    }, ms)
  }

  #beatMs = LONGEST_WAIT_MS

  #hear(message: Message): void {
    this.#listenFor(this.#beatMs * 2.5)
    if (message.type === 'hello') {
      this.#beatMs = message.beatMs
      this.#listenFor(this.#beatMs * 2.5)
      // Whatever was asked for before there was a connection may have changed until there was one.
      if (this.#token === undefined) this.#addAskedBefore()
      this.#failures = 0
      this.#set('open')
    }
    if ('token' in message) this.#token = message.token
    if (message.type === 'reset') this.#add('all')
    if (message.type === 'access') this.#forget()
    if (message.type === 'changes') this.#add(message.changes)
  }

  async #lose(code: number): Promise<void> {
    clearTimeout(this.#silence)
    this.#socket = undefined
    if (this.#state === 'off') return
    const wasOpen = this.#state === 'open'
    this.#set(wasOpen || this.#failures > 0 ? 'lost' : 'connecting')
    // A token that the server cannot read is of no use: everything is read anew.
    if (code === 4400) this.#token = undefined
    if (code === 4401 && !(await this.#isSignedIn())) return
    if (code === 4403) this.#add('all')
    const longMs = code === 4403 || code === 4404 || code === 4429 ? LONG_WAIT_MS : 0
    const waitMs = Math.max(longMs, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures))
    this.#failures += 1
    clearTimeout(this.#retry)
    // Not all pages at once, when the server is back.
    this.#retry = setTimeout(() => this.#connect(), waitMs * (0.5 + Math.random() / 2))
  }

  /** Asks once more who is signed in; if nobody is, whoever listens to answers has the person sign in. */
  async #isSignedIn(): Promise<boolean> {
    try {
      await this.#client.fetchQuery({ ...read('/api/v1/me'), staleTime: 0 })
      return true
    } catch {
      return this.#state !== 'off'
    }
  }

  #add(changes: readonly Change[] | 'all'): void {
    if (changes === 'all' || this.#changes === 'all') this.#changes = 'all'
    else this.#changes.push(...changes)
    if (this.#changes.length > MANY) this.#changes = 'all'
    this.#waitingSince ||= Date.now()
    this.#flushSoon()
  }

  /** What a person may do has changed: what they may not see any more must go from the screen. */
  #forget(): void {
    const isOfFrame = ({ queryKey: [path] }: Query) =>
      path === '/api/v1/me' || path === '/api/v1/workshop/settings'
    void this.#client.invalidateQueries({ predicate: isOfFrame })
    void this.#client.resetQueries({ predicate: (query) => !isOfFrame(query) })
  }

  #addAskedBefore(): void {
    for (const query of this.#client.getQueryCache().getAll()) this.#outdated.add(query.queryHash)
    this.#isResting = false
    this.#add([])
  }

  #flushSoon(): void {
    const isNothing = this.#changes.length === 0 && this.#outdated.size === 0
    if (this.#flush !== undefined || isNothing || document.hidden) return
    const isOnlyLater = this.#changes.length === 0 && this.#isResting
    const pauseMs = isOnlyLater ? SUMS_PAUSE_MS : PAUSE_MS
    const waitMs = Math.max(GATHER_MS, this.#flushedAt + pauseMs - Date.now())
    this.#flush = setTimeout(() => this.#readAnew(), waitMs)
  }

  #readAnew(): void {
    this.#flush = undefined
    const changes = this.#changes
    const outdated = new Set(this.#outdated)
    const isOld = (query: Query): boolean => {
      if (changes === 'all' || outdated.has(query.queryHash)) return true
      const [path, params] = query.queryKey as ReturnType<typeof keyOf>
      return changes.some((change) => isConcerned(String(path), params, change))
    }
    const later =
      changes === 'all'
        ? []
        : this.#client.getQueryCache().findAll({ predicate: (q) => isOld(q) && isResting(q) })
    const resting = new Set(later.map(({ queryHash }) => queryHash))
    const predicate = (query: Query): boolean => isOld(query) && !resting.has(query.queryHash)
    const isBusy = this.#client.isFetching({ predicate }) > 0
    if (isBusy && Date.now() - this.#waitingSince < PATIENCE_MS) {
      this.#flushedAt = Date.now() - PAUSE_MS + GATHER_MS * 4
      this.#flushSoon()
      return
    }
    this.#changes = []
    this.#outdated.clear()
    for (const hash of resting) this.#outdated.add(hash)
    this.#isResting = resting.size > 0
    this.#waitingSince = 0
    this.#flushedAt = Date.now()
    void this.#client.invalidateQueries({ predicate: (query) => predicate(query) && !isLong(query) })
    void this.#client.invalidateQueries({
      predicate: (query) => predicate(query) && isLong(query),
      refetchType: 'none',
    })
    this.#flushSoon()
  }
}

const isResting = ({ queryKey, state }: Query): boolean => {
  const [path, params] = queryKey as ReturnType<typeof keyOf>
  return !isKnown(String(path), params) && Date.now() - state.dataUpdatedAt < SUMS_PAUSE_MS
}

const isLong = ({ state: { data } }: Query): boolean =>
  typeof data === 'object' && data !== null && 'pages' in data && (data.pages as []).length > MOST_PAGES

let live: Live | undefined

/** Opens the live feed for whoever is signed in; again and again is once. */
export function openLive(client: QueryClient): void {
  live ??= new Live(client)
  live.open()
}

/** Ends it, for who signs out. */
export const closeLive = (): void => live?.close()

export const tryLiveNow = (): void => live?.tryNow()

const subscribe = (listener: () => void) => live?.subscribe(listener) ?? (() => {})

/** Whether the page hears of changes. */
export const useLiveState = (): LiveState => useSyncExternalStore(subscribe, () => live?.state ?? 'off')
