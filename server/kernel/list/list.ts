import type { PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { TenantContext } from '../command/context.ts'
import { type Operation, query } from '../command/operation.ts'
import { type Sql, sql } from '../db/sql.ts'
import { encodeCursor } from '../resource/cursor.ts'
import { pageBothWays, paging } from '../wire.ts'
import { LIST_ERRORS } from './errors.ts'
import { exportOf } from './export-list.ts'
import type { ListFields } from './list-field.ts'
import { orderOf, orderSql, pageRows, type Segment, segmentSql, sortValueSql } from './page-rows.ts'
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
  /** The order while nobody asks for another: a field that can be sorted by, `-` before it for downwards. Unless told, the key downwards. */
  sort?: string
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
  /** The field whose order the key has, downwards. */
  readonly keyField: string | undefined
  /** The order that it has of itself, where that is not the key's. */
  readonly sort: string | undefined
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
    const order = orderOf(fields, given.sort ?? declaration.sort, keyField)
    const conditions = [
      sql`${sql.trusted(declaration.tenant)} = ${ctx.tenant.id}::uuid`,
      ...(declaration.conditions?.(ctx, given as never) ?? []),
      ...(given.q && declaration.search ? [declaration.search(ctx, given.q)] : []),
      ...(given.where ? whereSql(ctx, fields, key, given.where) : []),
    ]
    const run = (segment: Segment, position: readonly Sql[], back: boolean, limit: number) => {
      const sorted = segment === 'values' ? order.field : undefined
      return ctx.tx.rows<Row>(
        declaration.read(
          {
            where: andAll([...conditions, ...segmentSql(order.field, segment), ...position]),
            order: orderSql(sorted, key, order.descending !== back),
            limit: sql`${limit}::int`,
            sortValue: sorted ? sortValueSql(sorted) : sql`null::text`,
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
    sort: declaration.sort,
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
