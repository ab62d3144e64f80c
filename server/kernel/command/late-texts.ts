import { randomUUID } from 'node:crypto'
import { type Sql, type SqlValue, sql } from '../db/sql.ts'
import { refuseSql } from '../errors/from-database.ts'

interface LateText {
  /** Stands for the text until the database has given it. Nobody outside can know it, so nobody can type it. */
  readonly mark: string
  /** Its name, as SQL: the setting that carries the text through the rest of the transaction. */
  readonly setting: Sql
  known?: string
}

/**
 * Texts that only the database can give, at the very end of a transaction: the number of a document, whose series is locked from
 * then on. Until then a mark stands for each; in every statement that leaves behind the one that gives it PostgreSQL puts the
 * text in its place, and in the answer this process does, after the commit.
 */
export class LateTexts {
  readonly #texts: LateText[] = []

  /** A new one. Its statement has to give it as the column `late`: `select ${late.given(sql`…`)} from …`. */
  add(): { mark: string; given: (value: Sql) => Sql; known: (text: string) => void } {
    const text: LateText = {
      mark: `late-${randomUUID()}`,
      setting: sql.trusted(`'late.text${this.#texts.length}'`),
    }
    this.#texts.push(text)
    return {
      mark: text.mark,
      given: (value) => sql`set_config(${text.setting}, ${value}, true) as late`,
      known: (given) => {
        text.known = given
      },
    }
  }

  get isEmpty(): boolean {
    return this.#texts.length === 0
  }

  /** Whether the text has a mark in it. */
  isIn(text: string): boolean {
    return this.#texts.some(({ mark }) => text.includes(mark))
  }

  /** The statement with every mark in its values replaced, by PostgreSQL. */
  inSql(statement: Sql): Sql {
    if (this.isEmpty) return statement
    const hasMark = (value: SqlValue): value is string => typeof value === 'string' && this.isIn(value)
    if (!statement.values.some((value) => hasMark(value) || (Array.isArray(value) && value.some(hasMark)))) {
      return statement
    }
    const values = statement.values.map((value): SqlValue | Sql => {
      if (hasMark(value)) return this.#replaced(sql`${value}::text`, value)
      if (!Array.isArray(value) || !value.some(hasMark)) return value
      return sql`array(select ${this.#replaced(sql`e.text`, value.filter(hasMark).join())}
        from unnest(${value as readonly string[]}::text[]) with ordinality as e (text, n) order by e.n)`
    })
    return sql(statement.strings as unknown as TemplateStringsArray, ...values)
  }

  /** The text with every mark replaced. Only after the commit. */
  inText(text: string): string {
    return this.#texts.reduce((replaced, { mark, known }) => {
      if (!replaced.includes(mark)) return replaced
      if (known === undefined) throw new Error('the statement of a late text did not give it')
      return replaced.replaceAll(mark, known)
    }, text)
  }

  #replaced(expression: Sql, text: string): Sql {
    return this.#texts.reduce(
      (made, { mark, setting }) =>
        text.includes(mark) ? sql`replace(${made}, ${mark}, ${carriedBy(setting)})` : made,
      expression,
    )
  }
}

/**
 * What a setting carries. A connection that has set it in an earlier transaction has it empty in this one: then the statement gave no
 * row, and nothing may be committed that lacks the text.
 */
const carriedBy = (setting: Sql): Sql =>
  sql`coalesce(nullif(current_setting(${setting}, true), ''), ${refuseSql('late_text_missing', sql`'{}'::jsonb`)}::text)`
