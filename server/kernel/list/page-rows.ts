import { z } from 'zod'
import type { TenantContext } from '../command/context.ts'
import { type Sql, type SqlValue, sql } from '../db/sql.ts'
import { badCursor, type Cursor, decodeCursor } from '../resource/cursor.ts'
import { fail } from './errors.ts'
import type { ListInput, ListRow } from './list.ts'
import { castOf, type ListField, type ListFields, startSql, ValueError } from './list-field.ts'

export interface Order {
  name: string
  /** Undefined: by the key alone. */
  field: ListField | undefined
  /** What `startAt` is a value of. */
  startField: ListField | undefined
  startName: string
  descending: boolean
}
/** Rows that have a sort value, and those without: these come last, whatever the direction. */
export type Segment = 'values' | 'nulls'
type Parameter = 'after' | 'before'

export function orderOf(fields: ListFields, sort: string | undefined, keyField: string | undefined): Order {
  const name = sort?.replace(/^-/, '') ?? keyField
  const field = name === undefined ? undefined : fields[name]
  const byKey = sort === undefined || field?.inKey === true
  return {
    name: sort ?? '',
    field: byKey ? undefined : field,
    startField: byKey ? { type: 'moment', inKey: true } : field,
    startName: name ?? 'id',
    descending: sort === undefined || sort.startsWith('-'),
  }
}

export const segmentSql = (field: ListField | undefined, segment: Segment): Sql[] =>
  field?.nullable
    ? [sql`${sql.trusted(field.sql!)} is ${sql.trusted(segment === 'values' ? 'not null' : 'null')}`]
    : []

/** What rows are ordered by that a field sorts: the field, then what is within it. */
const columnsOf = (field: ListField): Sql[] =>
  [field.sql!, ...(field.within ?? [])].map((one) => sql.trusted(one))

/** Behind `order by`: what the field sorts, and the key; without a field the key alone. */
export function orderSql(field: ListField | undefined, key: Sql, descending: boolean): Sql {
  const direction = sql.trusted(descending ? 'desc' : 'asc')
  return sql.join([...(field ? columnsOf(field) : []), key].map((one) => sql`${one} ${direction}`))
}

/** What a row is sorted by as one text, which a cursor keeps. */
export const sortValueSql = (field: ListField): Sql =>
  field.within
    ? sql`jsonb_build_array(${sql.join(columnsOf(field))})::text`
    : sql`(${sql.trusted(field.sql!)})::text`

/** The rows behind one of them, in the order of the list or against it. */
function positionSql(field: ListField, key: Sql, descending: boolean, at: Cursor, parameter: Parameter): Sql {
  const values = field.within ? textsOf(at.value, field.within.length + 1, parameter) : [at.value as SqlValue]
  const first = sql`${values[0]!}::${castOf(field)}`
  const bound = [first, ...values.slice(1).map((value) => sql`${value}::text`), sql`${at.id}::uuid`]
  const behind = sql`(${sql.join([...columnsOf(field), key])}) ${sql.trusted(descending ? '<' : '>')} (${sql.join(bound)})`
  // Columns of several tables have no index together; that of the first one says where to begin.
  return field.within
    ? sql`${columnsOf(field)[0]!} ${sql.trusted(descending ? '<=' : '>=')} ${first} and ${behind}`
    : behind
}

function textsOf(value: unknown, length: number, parameter: Parameter): string[] {
  try {
    return z
      .array(z.string())
      .length(length)
      .parse(JSON.parse(String(value)))
  } catch (cause) {
    throw badCursor(parameter, cause)
  }
}

export async function pageRows<Row extends ListRow>(
  ctx: TenantContext,
  given: ListInput,
  order: Order,
  key: Sql,
  run: (segment: Segment, position: readonly Sql[], back: boolean, limit: number) => Promise<Row[]>,
): Promise<{ items: Row[]; next: Cursor | null; previous: Cursor | null }> {
  const { field } = order
  const cursor =
    given.before !== undefined
      ? decodeCursor(given.before, order.name, 'before')
      : given.after !== undefined
        ? decodeCursor(given.after, order.name)
        : undefined
  const back = given.before !== undefined
  const segments: Segment[] = field?.nullable ? ['values', 'nulls'] : ['values']
  if (back) segments.reverse()
  const first = field && cursor ? (cursor.value === null ? 'nulls' : 'values') : segments[0]!

  const read = async (from: Segment, position: readonly Sql[], isBack: boolean): Promise<Row[]> => {
    const found: Row[] = []
    for (const segment of segments.slice(Math.max(segments.indexOf(from), 0))) {
      found.push(
        ...(await run(segment, segment === from ? position : [], isBack, given.limit + 1 - found.length)),
      )
      if (found.length > given.limit) break
    }
    return found
  }

  let rows: Row[]
  let isStart = cursor === undefined && given.startAt === undefined
  if (cursor) {
    const descending = order.descending !== back
    const position =
      field && first === 'values'
        ? positionSql(field, key, descending, cursor, back ? 'before' : 'after')
        : sql`${key} ${sql.trusted(descending ? '<' : '>')} ${cursor.id}::uuid`
    rows = await read(first, [position], back)
  } else if (given.startAt !== undefined) {
    rows = await read('values', [startPosition(ctx, order, key, given.startAt)], false)
  } else rows = await read('values', [], false)

  let more = rows.length > given.limit
  let isEnd = !back && !more
  if (rows.length === 0 && given.startAt !== undefined && cursor === undefined) {
    // Nothing comes after that value: the end of the list is where it would be.
    segments.reverse()
    rows = await read(segments[0]!, [], true)
    more = rows.length > given.limit
    rows = rows.slice(0, given.limit).reverse()
    isEnd = true
    isStart = !more
  } else {
    rows = rows.slice(0, given.limit)
    if (back) {
      rows.reverse()
      isStart = !more
      isEnd = false
    }
  }
  const at = (row: Row | undefined): Cursor | null =>
    row ? { sort: order.name, id: row.id, value: row.sort_value ?? null } : null
  return { items: rows, next: isEnd ? null : at(rows.at(-1)), previous: isStart ? null : at(rows[0]) }
}

function startPosition(ctx: TenantContext, order: Order, key: Sql, startAt: string): Sql {
  try {
    return startSql(ctx, order.startField!, key, order.descending, startAt)
  } catch (error) {
    if (!(error instanceof ValueError)) throw error
    throw fail('list.start_unreadable', {
      value: startAt.slice(0, 100),
      field: order.startName,
      problem: error.message,
    })
  }
}
