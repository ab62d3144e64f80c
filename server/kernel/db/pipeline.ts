import pg from 'pg'
import { serialize } from 'pg-protocol'

/** A statement as `pg` takes it: prepared under its name on each connection where it has one. */
export interface Statement {
  readonly text: string
  readonly name?: string | undefined
  readonly values?: readonly unknown[]
}

/** What a statement gave. */
export interface Answer<T> {
  readonly rows: T[]
  /** How many rows it gave or wrote; null for what has no such number. */
  readonly rowCount: number | null
  /** The first word of its tag: SELECT, INSERT, COMMIT, … */
  readonly command: string
}

interface Wire {
  sendCopyFail(message: string): void
}

interface RowDescription {
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
}

/** How rows of a statement are read, as PostgreSQL described it when it was prepared. */
interface Columns {
  readonly names: readonly string[]
  readonly parsers: readonly ((text: string) => unknown)[]
  /** All null, in their order: rows that are made from it share one hidden class. */
  readonly blank: Readonly<Record<string, unknown>>
}

const NONE: Columns = { names: [], parsers: [], blank: {} }

const ignore = (): void => {}

interface Sent {
  readonly statement: Statement
  readonly values: readonly (string | Buffer | null)[]
  readonly resolve: (answer: Answer<never>) => void
  readonly reject: (error: unknown) => void
}

const { prepareValue } = (
  pg as unknown as { utils: { prepareValue(value: unknown): string | Buffer | null } }
).utils

/**
 * The statements of one connection. Those that are sent in one turn of the event loop leave in one write, with a single Sync behind them,
 * and are answered in one; those that are sent while an answer is awaited leave together behind it. A prepared statement is described
 * once, not each time. `pg` itself sends a Describe and a Sync with each statement, which PostgreSQL answers with a system call each.
 *
 * After one that fails PostgreSQL skips the rest of the flush: all of them are rejected with its error, a COMMIT as well, and the
 * transaction stays as it is until it is rolled back. Outside a transaction a flush is to hold one statement: PostgreSQL makes several one
 * transaction, and those before the one that fails are told as done.
 */
export class Pipeline {
  readonly #client: pg.ClientBase
  readonly #typeOf: pg.CustomTypesConfig
  /** Of what is prepared on this connection. */
  readonly #columns = new Map<string, Columns>()
  /** Names of which it is not known whether they were prepared, since something failed in their flush. */
  readonly #doubtful = new Set<string>()
  #waiting: Sent[] = []
  #isScheduled = false
  #isUnderWay = false

  constructor(client: pg.ClientBase, types: pg.CustomTypesConfig) {
    this.#client = client
    this.#typeOf = types
  }

  send<T>(statement: Statement): Promise<Answer<T>> {
    return new Promise<Answer<T>>((resolve, reject) => {
      const values =
        statement.values === undefined ? [] : statement.values.map((value) => prepareValue(value))
      this.#waiting.push({ statement, values, resolve: resolve as Sent['resolve'], reject })
      this.#schedule()
    })
  }

  /** Sends it in front of the next statement, whenever that comes, or with {@link flush}; nobody is told how it went. */
  sendWithNext(statement: Statement): void {
    this.#waiting.push({ statement, values: [], resolve: ignore, reject: ignore })
  }

  /** Sends what waits for a next statement. */
  flush(): void {
    this.#schedule()
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isUnderWay || this.#waiting.length === 0) return
    this.#isScheduled = true
    process.nextTick(() => {
      this.#isScheduled = false
      this.#isUnderWay = true
      const sent = this.#waiting
      this.#waiting = []
      this.#client.query(new Flush(sent, this))
    })
  }

  /** The flush was answered. */
  settled(): void {
    this.#isUnderWay = false
    this.#schedule()
  }

  isKnown(name: string): boolean {
    return this.#columns.has(name)
  }

  isDoubtful(name: string): boolean {
    return this.#doubtful.has(name)
  }

  doubt(name: string): void {
    this.#doubtful.add(name)
  }

  learn(name: string, columns: Columns): void {
    this.#columns.set(name, columns)
    this.#doubtful.delete(name)
  }

  columnsOf(name: string | undefined): Columns {
    return (name !== undefined && this.#columns.get(name)) || NONE
  }

  columnsFrom({ fields }: RowDescription): Columns {
    const blank: Record<string, unknown> = {}
    for (const { name } of fields) blank[name] = null
    return {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => this.#typeOf.getTypeParser(dataTypeID, 'text')),
      blank,
    }
  }
}

/** Statements in one write, as `pg` takes what has its own way of asking (`Submittable`). */
class Flush implements pg.Submittable {
  readonly #sent: readonly Sent[]
  readonly #pipeline: Pipeline
  readonly #answers: (Answer<never> | Unreadable)[] = []
  #columns: Columns | undefined
  #rows: Record<string, unknown>[] = []
  #unreadable: Unreadable | undefined

  constructor(sent: readonly Sent[], pipeline: Pipeline) {
    this.#sent = sent
    this.#pipeline = pipeline
  }

  submit(connection: pg.Connection): void {
    const parsed = new Set<string>()
    const messages: Buffer[] = []
    for (const { statement, values } of this.#sent) {
      const { name = '', text } = statement
      if (name === '' || (!this.#pipeline.isKnown(name) && !parsed.has(name))) {
        // To close what is not there is no error; to prepare what is there already would be one.
        if (name !== '' && this.#pipeline.isDoubtful(name))
          messages.push(serialize.close({ type: 'S', name }))
        messages.push(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }))
        parsed.add(name)
      }
      messages.push(serialize.bind({ statement: name, values: values as unknown[] }), serialize.execute())
    }
    messages.push(serialize.sync())
    connection.stream.write(Buffer.concat(messages))
  }

  /** The statement whose answer is being read. */
  get #current(): Sent {
    return this.#sent[this.#answers.length]!
  }

  handleRowDescription(message: RowDescription): void {
    this.#columns = this.#pipeline.columnsFrom(message)
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    this.#columns ??= this.#pipeline.columnsOf(this.#current.statement.name)
    const { names, parsers, blank } = this.#columns
    const row = { ...blank }
    try {
      for (let i = 0; i < fields.length; i++) {
        const text = fields[i]!
        if (text !== null) row[names[i]!] = parsers[i]!(text)
      }
    } catch (error) {
      this.#unreadable ??= new Unreadable(error)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name } = this.#current.statement
    if (name !== undefined && !this.#pipeline.isKnown(name)) this.#pipeline.learn(name, this.#columns ?? NONE)
    const [, command = '', count] = /^([A-Z]*).*?(\d+)?$/.exec(text)!
    const rowCount = count === undefined ? null : Number(count)
    this.#answers.push(this.#unreadable ?? { rows: this.#rows as never[], rowCount, command })
    this.#unreadable = undefined
    this.#columns = undefined
    this.#rows = []
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: Error): void {
    // Outside a transaction what was done is made to last by the Sync; where that fails, nothing was done.
    const done = this.#answers.length === this.#sent.length ? 0 : this.#answers.length
    this.#tell(done)
    for (const { statement, reject } of this.#sent.slice(done)) {
      const { name } = statement
      if (name !== undefined && !this.#pipeline.isKnown(name)) this.#pipeline.doubt(name)
      reject(error)
    }
    this.#pipeline.settled()
  }

  handleReadyForQuery(): void {
    this.#tell(this.#answers.length)
    this.#pipeline.settled()
  }

  #tell(count: number): void {
    for (let i = 0; i < count; i++) {
      const answer = this.#answers[i]!
      if (answer instanceof Unreadable) this.#sent[i]!.reject(answer.cause)
      else this.#sent[i]!.resolve(answer)
    }
  }

  handlePortalSuspended(): void {}

  handleCopyInResponse(connection: Wire): void {
    connection.sendCopyFail('nothing is copied this way')
  }

  handleCopyData(): void {}
}

/** An answer with a value that could not be read. */
class Unreadable {
  readonly cause: unknown

  constructor(cause: unknown) {
    this.cause = cause
  }
}
