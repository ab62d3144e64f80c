import { WebSocket } from 'ws'
import { LIVE_PATH } from './live-route.ts'

export interface Told {
  entity: string
  id: string | null
  operation: string
  label: string | null
  actor: string
  at: string
}

type Message =
  | { type: 'hello'; token: string; beatMs: number }
  | { type: 'changes'; token: string; changes: Told[] }
  | { type: 'reset' | 'beat'; token: string }
  | { type: 'access' }

const PATIENCE_MS = 10_000

/** A program at the other end of the live feed. */
export class LiveReader {
  readonly #socket: WebSocket
  readonly #messages: Message[] = []
  readonly #closed: Promise<{ code: number; reason: string }>
  /** The status of an answer that was no connection. */
  readonly #refused: Promise<number>
  #wake: () => void = () => {}
  /** The latest token that it was told. */
  token = ''
  /** Every change that it was told, in order. */
  readonly changes: Told[] = []

  constructor(port: number, headers: Record<string, string>, since?: string) {
    const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${LIVE_PATH}${query}`, { headers })
    this.#closed = new Promise((resolve) => {
      this.#socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    this.#refused = new Promise((resolve) => {
      this.#socket.on('unexpected-response', (_request, response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
    })
    this.#socket.on('error', () => {})
    this.#socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message
      if ('token' in message) this.token = message.token
      if (message.type === 'changes') this.changes.push(...message.changes)
      this.#messages.push(message)
      this.#wake()
    })
  }

  /** Waits until it was told something. */
  async until(isThere: (reader: this) => boolean, what = 'it'): Promise<this> {
    const late = AbortSignal.timeout(PATIENCE_MS)
    while (!isThere(this)) {
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve
        late.addEventListener('abort', () =>
          reject(new Error(`${what} was not told: ${JSON.stringify(this.#messages)}`)),
        )
      })
    }
    return this
  }

  has = (type: Message['type']): boolean => this.#messages.some((message) => message.type === type)
  open(): Promise<this> {
    return this.until((reader) => reader.has('hello'), 'hello')
  }
  labels(): (string | null)[] {
    return this.changes.map(({ label }) => label)
  }
  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed
  }
  refused(): Promise<number> {
    return this.#refused
  }
  leave(): Promise<unknown> {
    this.#socket.close()
    return this.#closed
  }
}
