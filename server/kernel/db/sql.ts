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

/**
 * What of a statement the program wrote: its text without the values. It is made once for each way in which templates are put together, and
 * found again by these, since putting the same text together and looking for its name took longer than sending it.
 */
class Shape {
  static #made = 0
  /** Tells it from every other in this process. */
  readonly id = ++Shape.#made
  /** The text between the values. */
  readonly strings: readonly string[]
  #text: string | undefined
  #name: string | undefined

  constructor(strings: readonly string[]) {
    this.strings = strings
  }

  get text(): string {
    if (this.#text === undefined) {
      let text = this.strings[0]!
      for (let i = 1; i < this.strings.length; i++) text += `$${i}${this.strings[i]}`
      this.#text = text
    }
    return this.#text
  }

  get name(): string | undefined {
    this.#name ??= statementName(this.text)
    return this.#name
  }
}

/** More than a program has in use; when there are as many all are forgotten, and those in use are soon there again. */
const MAX_SHAPES = 5_000
let shapesKept = 0
/** By template, then by the shapes of the fragments in it. */
let shapes = new WeakMap<readonly string[], Map<string, Shape>>()
/** Of texts without a value. */
const plainShapes = new Map<string, Shape>()
/** Of statements of libraries, by their text. */
const foreignShapes = new Map<string, Shape>()

function keep<Key>(kept: Map<Key, Shape>, key: Key, shape: Shape): Shape {
  if (++shapesKept > MAX_SHAPES) {
    shapesKept = 1
    shapes = new WeakMap()
    plainShapes.clear()
    foreignShapes.clear()
  }
  kept.set(key, shape)
  return shape
}

const plain = (text: string): Shape => plainShapes.get(text) ?? keep(plainShapes, text, new Shape([text]))

/** A statement with its bound values. Made only by {@link sql}, so a string from outside can never become one. */
export class Sql {
  readonly shape: Shape
  readonly values: readonly SqlValue[]

  constructor(shape: Shape, values: readonly SqlValue[]) {
    this.shape = shape
    this.values = values
  }

  get strings(): readonly string[] {
    return this.shape.strings
  }

  /** The text with `$1 … $n` placeholders. */
  get text(): string {
    return this.shape.text
  }

  /** The name under which connections keep it prepared, if they do. */
  get name(): string | undefined {
    return this.shape.name
  }
}

/**
 * Builds a statement: `` sql`select * from product where id = ${id}` ``. A value becomes a bound parameter,
 * a nested `sql` fragment becomes text.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let key = ''
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (part instanceof Sql) key += `${i}:${part.shape.id} `
  }
  let made = shapes.get(strings)
  if (!made) {
    made = new Map()
    shapes.set(strings, made)
  }
  const shape = made.get(key) ?? keep(made, key, new Shape(stringsOf(strings, parts)))
  if (key === '') return new Sql(shape, parts as readonly SqlValue[])
  const values: SqlValue[] = []
  for (const part of parts) {
    if (part instanceof Sql) values.push(...part.values)
    else values.push(part)
  }
  return new Sql(shape, values)
}

/** The text between the values of a template, with that of its fragments in their places. */
function stringsOf(strings: readonly string[], parts: readonly (SqlValue | Sql)[]): readonly string[] {
  const texts = [strings[0]!]
  parts.forEach((part, i) => {
    if (part instanceof Sql) {
      texts[texts.length - 1] += part.strings[0]!
      texts.push(...part.strings.slice(1))
      texts[texts.length - 1] += strings[i + 1]!
    } else texts.push(strings[i + 1]!)
  })
  return texts
}

/** An identifier, quoted. */
sql.id = (...path: string[]): Sql =>
  new Sql(plain(path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')), [])

/** Text that the program itself wrote (a constant, a generated expression): never for anything from outside. */
sql.trusted = (text: string): Sql => new Sql(plain(text), [])

/** A statement of a library, which brings its text with `$1 … $n` and their values. */
sql.foreign = (text: string, values: readonly SqlValue[]): Sql => {
  const pieces = text.split(/\$(\d+)/)
  const strings = pieces.filter((_, i) => i % 2 === 0)
  const numbers = pieces.filter((_, i) => i % 2 === 1).map(Number)
  const shape = foreignShapes.get(text) ?? keep(foreignShapes, text, new Shape(strings))
  return new Sql(
    shape,
    numbers.map((n) => values[n - 1]!),
  )
}

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

/**
 * At the beginning of a statement that is planned each time: one that looks things up in a table which its own transaction fills, as an
 * import does. A plan that was made while there were few rows would be kept until the end of it.
 */
export const PLANNED_ANEW = '/* planned anew */'
export const plannedAnew = sql.trusted(PLANNED_ANEW)

/** The prepared-statement name of a text, or undefined for what is planned anew, or once too many different texts were seen. */
export function statementName(text: string): string | undefined {
  if (text.startsWith(PLANNED_ANEW)) return undefined
  let name = names.get(text)
  if (name === undefined && names.size < MAX_PREPARED) {
    name = `tm_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
    names.set(text, name)
  }
  return name
}
