import { HttpConnection, type HttpReply } from '../../bench/http-client.ts'

/** Something the client wants done once. It asks with the same key until it is told that it is done. */
export interface Intent {
  readonly kind: string
  readonly key: string
  /** How often it was asked. */
  attempts: number
  /** What it was told in the end. */
  acknowledged: Record<string, unknown> | undefined
}

export interface RequestOf {
  method: string
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** An answer that also means "done": what an earlier, unheard request did already. */
  doneToo?: (reply: HttpReply) => boolean
  /** An answer that says that what it was about is gone: nothing was done, and nothing will be. */
  gone?: (reply: HttpReply) => boolean
}

/** What the client knows: its own log, kept outside of everything that is killed. */
export class ClientLog {
  readonly intents: Intent[] = []
  /** What was not done since what it was about was gone. */
  readonly gone: Intent[] = []
  inFlight = 0
  /** Requests whose connection broke or that got a 5xx. */
  broken = 0
  #stopped = false

  stop(): void {
    this.#stopped = true
  }
  get stopped(): boolean {
    return this.#stopped
  }

  acknowledged(kind: string): Intent[] {
    return this.intents.filter((intent) => intent.kind === kind && intent.acknowledged !== undefined)
  }
}

/** How long a client goes on asking for one thing. */
const PATIENCE_MS = 30_000
const PAUSE_MS = 50
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS))

/** One buyer or worker: a connection that is opened again whenever it breaks. */
export class Actor {
  readonly #log: ClientLog
  readonly #port: number
  readonly #host: string
  #connection: HttpConnection | undefined

  constructor(log: ClientLog, port: number, host: string) {
    this.#log = log
    this.#port = port
    this.#host = host
  }

  /** Asks until it is acknowledged; what is refused for good is a fault of the test and throws. */
  async insist(kind: string, key: string, request: RequestOf): Promise<Record<string, unknown>> {
    const acknowledged = await this.insistUnlessGone(kind, key, request)
    if (!acknowledged) throw new Error(`${kind} is gone`)
    return acknowledged
  }

  /** The same for what may be gone; then undefined. */
  async insistUnlessGone(
    kind: string,
    key: string,
    request: RequestOf,
  ): Promise<Record<string, unknown> | undefined> {
    const intent: Intent = { kind, key, attempts: 0, acknowledged: undefined }
    this.#log.intents.push(intent)
    const giveUpAtMs = Date.now() + PATIENCE_MS
    let last = ''
    while (Date.now() < giveUpAtMs) {
      intent.attempts++
      const reply = await this.#ask(request)
      last = reply ? `${reply.status} ${reply.body.slice(0, 500)}` : 'no answer'
      if (reply && ((reply.status >= 200 && reply.status < 300) || request.doneToo?.(reply))) {
        intent.acknowledged = JSON.parse(reply.body) as Record<string, unknown>
        return intent.acknowledged
      }
      if (reply && request.gone?.(reply)) {
        this.#log.intents.splice(this.#log.intents.indexOf(intent), 1)
        this.#log.gone.push(intent)
        return undefined
      }
      const mayRepeat =
        !reply ||
        reply.status >= 500 ||
        reply.status === 429 ||
        /idempotency\.in_progress|conflict\.busy/.test(reply.body)
      if (!mayRepeat) throw new Error(`${kind} was refused for good: ${reply.status} ${reply.body}`)
      await pause()
    }
    throw new Error(`${kind} was not acknowledged within ${PATIENCE_MS} ms; the last answer: ${last}`)
  }

  async #ask({ method, path, body, headers }: RequestOf): Promise<HttpReply | undefined> {
    try {
      this.#connection ??= await HttpConnection.open(this.#port, this.#host)
      this.#log.inFlight++
      try {
        const reply = await this.#connection.send(method, path, body, headers)
        if (reply.status >= 500) this.#log.broken++
        return reply
      } finally {
        this.#log.inFlight--
      }
    } catch {
      this.#log.broken++
      this.#connection?.close()
      this.#connection = undefined
      return undefined
    }
  }

  close(): void {
    this.#connection?.close()
  }
}
