import type { Operation } from '../kernel/command/operation.ts'
import type { Story } from './story.ts'

/** What really happened, to make requests of: inputs of each operation, and values of each field by its name. */
export class Corpus {
  readonly ids: readonly string[]
  readonly #inputs = new Map<Operation, Record<string, unknown>[]>()
  readonly #values = new Map<string, Set<unknown>>()

  /** `spared`: ids that are left alone, since without them nobody could go on. */
  constructor(story: Story, spared: ReadonlySet<string>) {
    this.ids = [...story.ids].filter((id) => !spared.has(id))
    for (const { operation, input, headers } of story.told) {
      const given: Record<string, unknown> = { ...input }
      // What came in a header is a field of the input as well.
      for (const [field, header] of Object.entries(operation.headers))
        if (headers[header] !== undefined) given[field] = headers[header]
      const inputs = this.#inputs.get(operation) ?? []
      if (!spared.has(String(given.id))) inputs.push(given)
      this.#inputs.set(operation, inputs)
      for (const [field, value] of Object.entries(given)) this.#gather(fieldOf(operation, field), value)
    }
  }

  inputsOf(operation: Operation): readonly Record<string, unknown>[] {
    return this.#inputs.get(operation) ?? []
  }

  /** Values that a field of this name had. An `id` is one of the operation's own kind of record. */
  valuesOf(operation: Operation, field: string): readonly unknown[] {
    return [...(this.#values.get(fieldOf(operation, field)) ?? [])]
  }

  #gather(field: string, value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#gather(field, item)
    else if (value !== null && typeof value === 'object')
      for (const [name, part] of Object.entries(value)) this.#gather(name, part)
    else {
      const values = this.#values.get(field) ?? new Set()
      values.add(value)
      this.#values.set(field, values)
    }
  }
}

const fieldOf = ({ name }: Operation, field: string): string =>
  field === 'id' ? `${name.split('.').slice(0, -1).join('.')}.id` : field
