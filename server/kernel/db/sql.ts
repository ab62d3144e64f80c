import { createHash } from 'node:crypto'

/** A value that `pg` can bind: never concatenated into the text. */
export type SqlValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | Buffer
  | readonly SqlValue[]
  | { readonly [key: string]: unknown }

/** A statement with its bound values. Made only by {@link sql}, so a string from outside can never become one. */
export class Sql {
  readonly strings: readonly string[]
  readonly values: readonly SqlValue[]
  #text: string | undefined

  constructor(strings: readonly string[], values: readonly SqlValue[]) {
    this.strings = strings
    this.values = values
  }

  /** The text with `$1 … $n` placeholders. */
  get text(): string {
    if (this.#text === undefined) {
      let text = this.strings[0]!
      for (let i = 1; i < this.strings.length; i++) text += `$${i}${this.strings[i]}`
      this.#text = text
    }
    return this.#text
  }
}

/**
 * Builds a statement: `` sql`select * from product where id = ${id}` ``. A value becomes a bound parameter,
 * a nested `sql` fragment becomes text.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  if (!parts.some((part) => part instanceof Sql)) return new Sql(strings, parts as readonly SqlValue[])
  const texts = [strings[0]!]
  const values: SqlValue[] = []
  parts.forEach((part, i) => {
    if (part instanceof Sql) {
      texts[texts.length - 1] += part.strings[0]!
      texts.push(...part.strings.slice(1))
      values.push(...part.values)
      texts[texts.length - 1] += strings[i + 1]!
    } else {
      values.push(part)
      texts.push(strings[i + 1]!)
    }
  })
  return new Sql(texts, values)
}

/** An identifier, quoted. */
sql.id = (...path: string[]): Sql =>
  new Sql([path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], [])

/** Text that the program itself wrote (a constant, a generated expression): never for anything from outside. */
sql.trusted = (text: string): Sql => new Sql([text], [])

/** Joins fragments with a separator (`, ` unless told). An empty list gives an empty fragment. */
sql.join = (fragments: readonly Sql[], separator = ', '): Sql => {
  const glue = sql.trusted(separator)
  return fragments.reduce(
    (joined, fragment, i) => (i === 0 ? fragment : sql`${joined}${glue}${fragment}`),
    sql.trusted(''),
  )
}

/** Statement texts that get a name, and so stay prepared on each connection. The rest run unnamed. */
const MAX_PREPARED = 2_000
const names = new Map<string, string>()

/** The prepared-statement name of a text, or undefined once too many different texts were seen. */
export function statementName(text: string): string | undefined {
  let name = names.get(text)
  if (name === undefined && names.size < MAX_PREPARED) {
    name = `tm_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
    names.set(text, name)
  }
  return name
}
