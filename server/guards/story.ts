import type { Operation } from '../kernel/command/operation.ts'
import type { Reply, Workshop } from '../kernel/testing/workshop.ts'
import { type Cast, type Part, sendAs } from './cast.ts'
import { requestOf, type Sent } from './request-of.ts'

/** A request of the story that succeeded, with what came of it. */
export interface Told {
  readonly operation: Operation
  readonly part: Part
  readonly input: Readonly<Record<string, unknown>>
  readonly sent: Sent
  readonly headers: Readonly<Record<string, string>>
  /** Ids of the workshop that the request names, in address, body or headers. */
  readonly named: readonly string[]
  readonly reply: Reply
  readonly requestId: string
  /** Texts of the statements that the application sent for it. */
  readonly statements: readonly string[]
}

/** A page of the story, or another request that is no operation, that was answered with 2xx or 3xx. */
export interface Visited {
  readonly part: Part
  readonly sent: Sent
  readonly headers: Readonly<Record<string, string>>
  /** Ids of the workshop that the request names. */
  readonly named: readonly string[]
  readonly reply: Reply
}

/** Who tells the story: everything that may not be the same in two workshops of one installation. */
export interface Teller {
  readonly slug: string
  readonly code: string
  /** A word that stands in every text the story writes, and nowhere else. */
  readonly mark: string
}

export interface CallOptions {
  as?: Part
  headers?: Record<string, string>
}

/** Where a text has a UUID. */
export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Every UUID in a text. */
export const uuidsIn = (text: string): string[] => text.match(UUID) ?? []

/** What happened in one workshop, request by request. Each must succeed: a refusal ends the story with its answer. */
export class Story {
  readonly workshop: Workshop
  readonly teller: Teller
  readonly told: Told[] = []
  readonly visited: Visited[] = []
  /** Every id that the workshop was ever answered. */
  readonly ids = new Set<string>()
  cast: Cast
  #tenantId = ''

  constructor(workshop: Workshop, teller: Teller, cast: Cast) {
    this.workshop = workshop
    this.teller = teller
    this.cast = cast
  }

  /** The same story in a copy of its workshop, to go on from there. */
  in(workshop: Workshop): Story {
    const copy = new Story(workshop, this.teller, this.cast)
    copy.told.push(...this.told)
    copy.visited.push(...this.visited)
    for (const id of this.ids) copy.ids.add(id)
    copy.tenantId = this.tenantId
    return copy
  }

  get host(): string {
    return `${this.teller.slug}.localhost`
  }

  /** Known once the workshop was opened. */
  get tenantId(): string {
    return this.#tenantId
  }

  set tenantId(id: string) {
    this.#tenantId = id
    this.ids.add(id)
  }

  /** A text that can be told from every other workshop's. */
  text(words: string): string {
    return `${words} ${this.teller.mark}`
  }

  email(name: string): string {
    return `${name}.${this.teller.mark.toLowerCase()}@${this.teller.slug}.example`
  }

  /** Calls an operation over HTTP, by a key of all permissions unless told otherwise, and gives the answer's body. */
  async call(
    name: string,
    input: Record<string, unknown> = {},
    { as: part = 'key', headers = {} }: CallOptions = {},
  ): Promise<Reply['body']> {
    const operation = this.workshop.kernel.operation(name)
    const sent = requestOf(operation, input)
    const nth = String(this.told.length).padStart(4, '0')
    const requestId = `${this.teller.slug}-${nth}`
    const all = {
      ...headers,
      ...(operation.idempotency ? { 'idempotency-key': `${requestId}-${name}` } : {}),
    }
    this.workshop.takeStatements()
    const reply = await sendAs(this.workshop, this.cast[part], sent, { ...all, 'x-request-id': requestId })
    const statements = this.workshop.takeStatements()
    if (reply.status !== operation.status)
      throw new Error(`${name} as ${part} answered ${reply.status}: ${reply.text}\n${JSON.stringify(sent)}`)
    const named = this.#namedIn(sent, all)
    for (const id of uuidsIn(reply.text)) this.ids.add(id)
    this.told.push({ operation, part, input, sent, headers: all, named, reply, requestId, statements })
    return reply.body
  }

  /** Sends a request that is no operation: a page, a file, a webhook. */
  async visit(sent: Sent, { as: part = 'buyer', headers = {} }: CallOptions = {}): Promise<Reply> {
    const reply = await sendAs(this.workshop, this.cast[part], sent, headers)
    if (reply.status >= 400)
      throw new Error(
        `${sent.method} ${sent.url} as ${part} answered ${reply.status}: ${reply.text.slice(0, 500)}`,
      )
    const named = this.#namedIn(sent, headers)
    for (const id of uuidsIn(reply.text + JSON.stringify(reply.headers))) this.ids.add(id)
    this.visited.push({ part, sent, headers, named, reply })
    return reply
  }

  #namedIn(sent: Sent, headers: object): string[] {
    return uuidsIn(JSON.stringify([sent, headers])).filter((id) => this.ids.has(id))
  }

  get(url: string, options?: CallOptions): Promise<Reply> {
    return this.visit({ method: 'GET', url, body: undefined }, options)
  }
}
