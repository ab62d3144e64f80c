import type { PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { TenantContext } from '../command/context.ts'
import { type Operation, query } from '../command/operation.ts'
import { type Sql, type SqlValue, sql } from '../db/sql.ts'
import { decodeCursor, encodeCursor } from '../resource/cursor.ts'
import { pageBothWays, paging } from '../wire.ts'
import { fail, LIST_ERRORS } from './errors.ts'
import { exportOf } from './export-list.ts'
import { castOf, type ListField, type ListFields, startSql, ValueError } from './list-field.ts'
import { andAll, whereSql } from './where.ts'

/** The parts of a list's statement that the kernel writes. */
export interface PageSql {
  /** Conditions, with the tenant among them. */
  readonly where: Sql
  /** Goes behind `order by`. */
  readonly order: Sql
  /** Goes behind `limit`. */
  readonly limit: Sql
  /** What the row is sorted by, as text: to be selected as `sort_value`. */
  readonly sortValue: Sql
}

/** What every row of a list's statement must have. */
export interface ListRow {
  id: string
  sort_value?: string | null
}

export interface ListDeclaration<Row extends ListRow, Item extends z.ZodObject, Input extends z.ZodRawShape> {
  /** `module.concept`: the operations are `<name>.list` and `<name>.export`. */
  name: string
  path: `/${string}`
  summary: string
  description?: string
  permission: string
  /** What the audit log calls such a record; the concept's name unless told. */
  entity?: string
  /** The tenant's column and the key of its rows, which is the order of the list unless it is sorted: `o.tenant_id`, `o.id`. */
  tenant: string
  key: string
  /** The field that a person knows a row by. */
  label: string
  fields: ListFields
  item: Item
  /** What the list can be asked for besides its fields' conditions, by names of their own. */
  input?: Input
  example?: Record<string, unknown>
  /** The conditions of that input, and those that always hold. */
  conditions?(ctx: TenantContext, input: z.output<z.ZodObject<Input>>): readonly Sql[]
  /** Search by part of a text: the condition. */
  search?(ctx: TenantContext, q: string): Sql
  searchDescription?: string
  errors?: readonly string[]
  /** The statement; selects `id` and `sort_value` besides what it shows. */
  read(page: PageSql, ctx: TenantContext, input: z.output<z.ZodObject<Input>>): Sql
  present(row: Row, ctx: TenantContext): z.input<Item>
}

/** What the kernel asks of a list, whatever its types. */
export interface ListInput {
  limit: number
  after?: string
  before?: string
  startAt?: string
  sort?: string
  where?: string
  q?: string
}

/** A list as those know it that work with every one: the meta query, exports, bulk. */
export interface List {
  readonly name: string
  readonly path: string
  readonly entity: string
  readonly label: string
  readonly fields: ListFields
  readonly search: boolean
  /** The field whose order the list has of itself, downwards. */
  readonly keyField: string | undefined
  /** What a form of such a record has, where the kernel makes it. */
  readonly record?: RecordForm
  /** One page of it. */
  page(ctx: TenantContext, input: ListInput & Record<string, unknown>): Promise<ListPage>
}

/** A plain record: what is written by create and update. */
export interface RecordForm {
  readonly table: PgTable
  readonly deletable: boolean
  readonly versioned: boolean
  readonly fields: readonly FormField[]
}
export interface FormField {
  name: string
  required: boolean
  create: boolean
  update: boolean
  maxLength?: number
  /** It follows from others, and is not written by anybody. */
  derived?: boolean
}

export interface ListPage {
  items: Record<string, unknown>[]
  next: string | null
  previous: string | null
}

const text = (max: number) => z.string().max(max).optional()

/**
 * Makes the list query of a concept and its export. Pages go by key set in both directions, begin anywhere by value, and are filtered by
 * conditions on the fields; row-level security lets an index serve them because only leakproof operators are used.
 */
export function listOf<
  Row extends ListRow,
  Item extends z.ZodObject,
  Input extends z.ZodRawShape = Record<never, never>,
>(declaration: ListDeclaration<Row, Item, Input>): { list: List; operations: Operation[]; query: Operation } {
  const { fields, item } = declaration
  const sorts = Object.keys(fields).filter((name) => fields[name]!.sort)
  const shape = {
    ...(declaration.input ?? {}),
    ...(declaration.search
      ? {
          q: z
            .string()
            .trim()
            .max(200)
            .optional()
            .meta({ description: declaration.searchDescription ?? 'Search by part of a text' }),
        }
      : {}),
    where: text(2000).meta({
      description:
        'Conditions `field:operator:value` with commas between, such as `state:in:paid|shipped,total:gte:100`; `meta/resources` tells the fields and their operators',
    }),
    ...(sorts.length > 0
      ? {
          sort: z
            .enum([...sorts, ...sorts.map((name) => `-${name}`)] as [string, ...string[]])
            .optional()
            .meta({ description: 'Downwards with `-` before the field' }),
        }
      : {}),
  }
  const known = {
    ...paging,
    before: text(1000).meta({ description: 'The `previous` of a page: the page before it' }),
    startAt: text(200).meta({
      description:
        'Begin at the first row that has this value, or comes after it, of the field that the list is sorted by',
    }),
    ...shape,
  }
  const keyField = Object.keys(fields).find((name) => fields[name]!.inKey)
  const key = sql.trusted(declaration.key)

  const page = async (ctx: TenantContext, given: ListInput & Record<string, unknown>): Promise<ListPage> => {
    const order = orderOf(fields, given.sort, keyField)
    const conditions = [
      sql`${sql.trusted(declaration.tenant)} = ${ctx.tenant.id}::uuid`,
      ...(declaration.conditions?.(ctx, given as never) ?? []),
      ...(given.q && declaration.search ? [declaration.search(ctx, given.q)] : []),
      ...(given.where ? whereSql(ctx, fields, key, given.where) : []),
    ]
    const run = (segment: Segment, position: readonly Sql[], back: boolean, limit: number) => {
      const descending = sql.trusted(order.descending !== back ? 'desc' : 'asc')
      const column = order.field && segment === 'values' ? sql.trusted(order.field.sql!) : undefined
      return ctx.tx.rows<Row>(
        declaration.read(
          {
            where: andAll([...conditions, ...segmentSql(order.field, segment), ...position]),
            order: column ? sql`${column} ${descending}, ${key} ${descending}` : sql`${key} ${descending}`,
            limit: sql`${limit}::int`,
            sortValue: column ? sql`(${column})::text` : sql`null::text`,
          },
          ctx,
          given as never,
        ),
      )
    }
    const rows = await pageRows<Row>(ctx, given, order, key, run)
    return {
      items: rows.items.map((row) => declaration.present(row, ctx)),
      next: rows.next && encodeCursor(rows.next),
      previous: rows.previous && encodeCursor(rows.previous),
    }
  }

  const list: List = {
    name: declaration.name,
    path: declaration.path,
    entity: declaration.entity ?? declaration.name.split('.').at(-1)!,
    label: declaration.label,
    fields,
    search: declaration.search !== undefined,
    keyField,
    page,
  }
  const common = {
    permission: declaration.permission,
    errors: [...LIST_ERRORS, ...(declaration.errors ?? [])],
  }
  const listQuery: Operation = {
    ...query({
      ...common,
      name: `${declaration.name}.list`,
      summary: declaration.summary,
      ...(declaration.description ? { description: declaration.description } : {}),
      route: `GET ${declaration.path}`,
      input: z.object(known),
      output: pageBothWays(item),
      ...(declaration.example ? { example: declaration.example as never } : {}),
      run: async (ctx, input) => (await page(ctx, input as never)) as never,
    }),
    list,
  }
  const exported = exportOf(list, { ...common, path: declaration.path, input: z.object(shape) })
  return { list, operations: [listQuery, exported], query: listQuery }
}

interface Order {
  name: string
  /** Undefined: by the key alone. */
  field: ListField | undefined
  /** What `startAt` is a value of. */
  startField: ListField | undefined
  startName: string
  descending: boolean
}
/** Rows that have a sort value, and those without: these come last, whatever the direction. */
type Segment = 'values' | 'nulls'
interface Position {
  sort: string
  id: string
  value?: unknown
}

function orderOf(fields: ListFields, sort: string | undefined, keyField: string | undefined): Order {
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

const segmentSql = (field: ListField | undefined, segment: Segment): Sql[] =>
  field?.nullable
    ? [sql`${sql.trusted(field.sql!)} is ${sql.trusted(segment === 'values' ? 'not null' : 'null')}`]
    : []

async function pageRows<Row extends ListRow>(
  ctx: TenantContext,
  given: ListInput,
  order: Order,
  key: Sql,
  run: (segment: Segment, position: readonly Sql[], back: boolean, limit: number) => Promise<Row[]>,
): Promise<{ items: Row[]; next: Position | null; previous: Position | null }> {
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
    const comparison = sql.trusted(order.descending !== back ? '<' : '>')
    const position =
      field && first === 'values'
        ? sql`(${sql.trusted(field.sql!)}, ${key}) ${comparison} (${cursor.value as SqlValue}::${castOf(field)}, ${cursor.id}::uuid)`
        : sql`${key} ${comparison} ${cursor.id}::uuid`
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
  const at = (row: Row | undefined): Position | null =>
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
