import type { Operation } from '../kernel/command/operation.ts'
import type { Reply } from '../kernel/testing/workshop.ts'
import type { Known } from './arbitrary-request.ts'
import { type Story, uuidsIn } from './story.ts'

type Input = Readonly<Record<string, unknown>>

/** So many values of a field, or inputs of an operation, are remembered: the first, and the latest of the others. */
const MOST = 60

/** What can be asked next with what an answer said: by the operation that was called, those that follow, each with an input. */
const FOLLOWING: Readonly<
  Record<string, (body: Reply['body'], input: Input) => readonly [name: string, input: Input][]>
> = {
  'checkout.cart.create': ({ id, token }) => [
    ['checkout.cart.get', { id, token }],
    ['checkout.cart.update', { id, token, shippingMethod: 'TH-EMS', contact: BUYER, address: ADDRESS }],
    ['checkout.cart.complete', { id, token, payment: { provider: 'manual' } }],
  ],
  'checkout.cart.complete': ({ id }, { token }) => [['checkout.order.get', { id, token }]],
  'identity.member.invite': ({ link }) => {
    const token = String(link).split('#token=')[1]
    return [
      ['identity.invitation.preview', { token }],
      ['identity.invitation.accept', { token, password: 'hammer and bone folder' }],
    ]
  },
}
const BUYER = { email: 'buyer@example.com', name: 'Buyer' }
const ADDRESS = { line1: '9 Nimman', city: 'Chiang Mai', country: 'TH' }

/** What really happened, to make requests of: inputs of each operation, and values of each field by its name. */
export class Corpus {
  readonly #spared: ReadonlySet<string>
  readonly #ids = new Set<string>()
  readonly #inputs = new Map<string, Input[]>()
  readonly #values = new Map<string, unknown[]>()

  /** `spared`: ids that are left alone, since without them nobody could go on. */
  constructor(story: Story, spared: ReadonlySet<string>) {
    this.#spared = spared
    for (const { operation, input, headers, reply } of story.told) {
      const given: Record<string, unknown> = { ...input }
      // What came in a header is a field of the input as well.
      for (const [field, header] of Object.entries(operation.headers))
        if (headers[header] !== undefined) given[field] = headers[header]
      this.learn(operation, given, reply)
    }
  }

  /** What is known for requests of an operation. */
  knownTo({ name }: Operation): Known {
    return {
      ids: [...this.#ids],
      inputs: this.#inputs.get(name) ?? [],
      values: (field) => this.#values.get(fieldOf(name, field)) ?? [],
    }
  }

  /** Remembers a request that succeeded, and what it made known. */
  learn({ name }: Operation, input: Input, { text, body }: Reply): void {
    for (const id of uuidsIn(text)) if (!this.#spared.has(id)) this.#ids.add(id)
    this.#addInput(name, input)
    for (const [field, value] of Object.entries(input)) this.#gather(fieldOf(name, field), value)
    for (const record of [body, ...(body?.items ?? [])]) this.#gather(fieldOf(name, 'id'), record?.id)
    for (const token of body?.tokens ?? []) this.#gather('tokenCode', token.code)
    for (const [next, following] of FOLLOWING[name]?.(body, input) ?? []) this.#addInput(next, following)
  }

  #addInput(name: string, input: Input): void {
    if (this.#spared.has(String(input.id))) return
    const inputs = this.#inputs.get(name) ?? []
    this.#inputs.set(name, inputs)
    // A version is over with the first change.
    const { version: _version, ...rest } = input
    keep(inputs, rest)
    if ('version' in input) keep(inputs, input)
  }

  #gather(field: string, value: unknown): void {
    if (value === undefined || (typeof value === 'string' && this.#spared.has(value))) return
    if (Array.isArray(value)) for (const item of value) this.#gather(field, item)
    else if (value !== null && typeof value === 'object')
      for (const [name, part] of Object.entries(value)) this.#gather(name, part)
    else {
      const values = this.#values.get(field) ?? []
      this.#values.set(field, values)
      if (!values.includes(value)) keep(values, value)
    }
  }
}

/** An `id` is one of the operation's own kind of record. */
const fieldOf = (name: string, field: string): string =>
  field === 'id' ? `${name.split('.').slice(0, -1).join('.')}.id` : field

function keep<T>(all: T[], one: T): void {
  all.push(one)
  if (all.length > MOST) all.splice(MOST / 2, 1)
}
