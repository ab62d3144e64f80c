/** Above every UUID. */
export const BEYOND = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
/** Below every UUID. */
export const NIL = '00000000-0000-0000-0000-000000000000'

/** Rows of one store in the order of their ids, a page at a time; the next page is asked for while this one is worked on. */
export class Pages<T extends { id: string }> {
  rows: T[] = []
  #after: string
  #isLast = false
  #next: Promise<T[]> | undefined
  readonly #size: number
  readonly #read: (after: string) => Promise<T[]>

  /** `read` gives the rows behind an id, `size` of them unless there are no more. */
  constructor(after: string, size: number, read: (after: string) => Promise<T[]>) {
    this.#after = after
    this.#size = size
    this.#read = read
  }

  /** Has a page at least, unless there is nothing more. */
  async fill(): Promise<void> {
    if (this.rows.length > 0 || this.#isLast) return
    this.rows = await (this.#next ?? this.#read(this.#after))
    this.#next = undefined
    if (this.rows.length < this.#size) {
      this.#isLast = true
      return
    }
    this.#after = this.rows.at(-1)!.id
    this.#next = this.#read(this.#after)
    // It is looked at when it is awaited.
    this.#next.catch(() => {})
  }

  /** Up to this id all rows are known. */
  get frontier(): string {
    return this.#isLast ? BEYOND : this.rows.at(-1)!.id
  }

  /** Takes the rows up to an id. */
  takeUntil(id: string): T[] {
    const end = this.rows.findIndex((row) => row.id > id)
    return this.rows.splice(0, end < 0 ? this.rows.length : end)
  }
}
