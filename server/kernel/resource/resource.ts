import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../command/context.ts'
import { command, type Operation, query } from '../command/operation.ts'
import { searchableTables } from '../db/columns.ts'
import { type Sql, type SqlValue, sql } from '../db/sql.ts'
import { fail } from '../errors/kernel-errors.ts'
import { listOf, type RecordForm } from '../list/list.ts'
import { id } from '../wire.ts'
import { fieldSchema, isSortable, toJson } from './field.ts'
import { importOf } from './import-records.ts'
import { listFields } from './list-fields.ts'

/** Columns that the kernel itself looks after. */
const OWN = new Set(['tenantId', 'id', 'createdAt', 'updatedAt', 'deletedAt', 'version'])

type Columns = Record<string, PgColumn>
type Row = Record<string, unknown>
type Values = Record<string, unknown>

export interface ResourceDeclaration {
  /** `module.concept`: operations are called `<name>.list`, `.get`, `.create`, `.update`, `.delete`, `.restore`. */
  name: string
  /** Plural for the path below `/api/v1`. */
  path: `/${string}`
  table: PgTable
  /** Permission of list and get. */
  readPermission: string
  /** The field a person knows it by. */
  label: string
  /** Checks of single fields where the column alone does not say enough. */
  fields?: Record<string, z.ZodType>
  /** Fields that never leave. */
  hidden?: readonly string[]
  /** Fields that are shown but not written by create and update. */
  readOnly?: readonly string[]
  /** Fields of create that update leaves alone. */
  fixed?: readonly string[]
  /** Fields that a list can be filtered by: equal; a range (`field.gte`, `field.lte`) for days and moments. */
  filters?: readonly string[]
  /** Fields that a list can be sorted by; each needs an index (tenant, field, id) and a leakproof type. */
  sorts?: readonly string[]
  /** `own`: the module imports such records in a way of its own, by `<name>.import` at `<path>/import`. */
  import?: 'own'
  /** Columns of the list unless its reader chose others; the first plain ones unless told. */
  shown?: readonly string[]
  /** Which field says the currency of an amount, or the unit of a quantity: `{ price: 'currency' }`. */
  beside?: Readonly<Record<string, string>>
  /** Columns that follow from others; runs before every write with the fields that are written. */
  derive?(values: Values): Values
  /** Rules beyond single fields; throws the refusal. `before` is the row as it was, for an update. */
  check?(ctx: TenantContext, values: Values, before: Row | undefined): Promise<void> | void
  errors?: readonly string[]
  example: Record<string, unknown>
}

export interface Resource {
  readonly operations: Operation[]
  /** A record as JSON. */
  readonly output: z.ZodObject
  /** Columns to select so that {@link Resource.present} can show them. */
  readonly columns: Sql
  present(row: Row): Record<string, unknown>
}

/** Makes list, get, create, update, delete and restore of plain records from their table. */
export function resource(declaration: ResourceDeclaration): Resource {
  const table = getTableName(declaration.table)
  const columns = getTableColumns(declaration.table) as Columns
  const { label, hidden = [], readOnly = [], fixed = [], filters = [], sorts = [], errors = [] } = declaration
  const shown = Object.keys(columns).filter((field) => field !== 'tenantId' && !hidden.includes(field))
  const written = shown.filter((field) => !OWN.has(field) && !readOnly.includes(field))
  for (const field of sorts) {
    if (!isSortable(columns[field]))
      throw new Error(`${declaration.name}: ${field} cannot be sorted by under row-level security`)
  }
  const schemaOf = (field: string) => declaration.fields?.[field] ?? fieldSchema(columns[field]!)
  const output = z.object(
    Object.fromEntries(shown.map((field) => [field, outputSchema(columns[field]!, schemaOf(field))])),
  )
  const selected = sql.join(shown.map((field) => sql`r.${sql.id(columns[field]!.name)}`))
  const parts = shown.map((field) => ({ field, column: columns[field]!, name: columns[field]!.name }))
  const present = (row: Row): Record<string, unknown> => {
    const record: Record<string, unknown> = {}
    for (const { field, column, name } of parts) record[field] = toJson(row[name], column)
    return record
  }
  const from = sql.id(table)
  const deletable = 'deletedAt' in columns
  const versioned = 'version' in columns
  const entity = declaration.name.split('.').at(-1)!
  const alive = deletable ? sql`and r.deleted_at is null` : sql``

  const find = async (
    ctx: TenantContext,
    recordId: string,
    options: { deleted?: boolean; either?: boolean; lock?: boolean } = {},
  ): Promise<Row> => {
    const row =
      await ctx.tx.first(sql`select ${selected} from ${from} r where r.tenant_id = ${ctx.tenant.id}::uuid and r.id = ${recordId}::uuid
      ${options.either ? sql`` : options.deleted ? sql`and r.deleted_at is not null` : alive} ${options.lock ? sql`for update` : sql``}`)
    if (!row) throw fail('not_found')
    return row
  }

  const isFormula = (field: string) => !written.includes(field) && !OWN.has(field)
  const record: RecordForm = {
    table: declaration.table,
    deletable,
    versioned,
    fields: shown.map((field) => ({
      name: field,
      required: written.includes(field) && columns[field]!.notNull && !columns[field]!.hasDefault,
      create: written.includes(field),
      update: written.includes(field) && !fixed.includes(field),
      ...limitsOf(schemaOf(field)),
      ...(isFormula(field) ? { derived: true } : {}),
    })),
  }
  const listed = listOf({
    name: declaration.name,
    path: declaration.path,
    permission: declaration.readPermission,
    entity,
    summary: `List ${declaration.path.slice(1).replaceAll('-', ' ')}`,
    tenant: 'r.tenant_id',
    key: 'r.id',
    label,
    fields: listFields(declaration, columns, shown, schemaOf),
    item: output,
    input: {
      ...(deletable
        ? { deleted: z.enum(['true', 'false']).optional().meta({ description: 'true: only deleted ones' }) }
        : {}),
      ...filterInput(filters, columns, schemaOf),
    },
    conditions: (_ctx, input) => {
      const given = input as Values
      return [
        ...(deletable
          ? [given.deleted === 'true' ? sql`r.deleted_at is not null` : sql`r.deleted_at is null`]
          : []),
        ...filters.flatMap((field) => filterConditions(field, columns[field]!, given)),
      ]
    },
    ...(searchableTables.has(table)
      ? {
          search: (_ctx: TenantContext, q: string) =>
            sql`r.id in (select ${sql.id(`search_${table}`)}(${q}))`,
        }
      : {}),
    read: ({ where, order, limit, sortValue }) =>
      sql`select ${selected}, ${sortValue} as sort_value from ${from} r where ${where} order by ${order} limit ${limit}`,
    present: (row) => present(row as unknown as Row) as never,
  })
  Object.assign(listed.list, { record })

  const get = query({
    name: `${declaration.name}.get`,
    permission: declaration.readPermission,
    summary: `Read one of the ${declaration.path.slice(1).replaceAll('-', ' ')}`,
    ...(deletable ? { description: 'Also one that was deleted: `deletedAt` says when.' } : {}),
    route: `GET ${declaration.path}/:id`,
    input: z.object({ id }),
    output,
    example: { id: EXAMPLE_ID },
    run: async (ctx, input) => present(await find(ctx, input.id, { either: true })),
  })

  const createShape = Object.fromEntries(
    written.map((field) => [field, inputSchema(columns[field]!, schemaOf(field))]),
  )
  const create = command({
    name: `${declaration.name}.create`,
    summary: `Create a ${entity.replaceAll('_', ' ')}`,
    route: `POST ${declaration.path}`,
    status: 201,
    idempotency: 'optional',
    errors: ['conflict.unique', ...errors],
    input: z.object(createShape),
    output,
    example: declaration.example as never,
    async run(ctx, input) {
      const given = input as Values
      await declaration.check?.(ctx, given, undefined)
      const values = withDerived(declaration, given)
      const row = await ctx.tx.one(
        insertOne(
          from,
          columns,
          {
            ...values,
            tenantId: ctx.tenant.id,
            id: newId(ctx.now.getTime()),
            createdAt: ctx.now,
            updatedAt: ctx.now,
          },
          selected,
        ),
      )
      ctx.audit({ entity, id: String(row.id), label: String(row[columns[label]!.name]) })
      return present(row)
    },
  })

  const updateShape = Object.fromEntries(
    written
      .filter((field) => !fixed.includes(field))
      .map((field) => [field, patchSchema(columns[field]!, schemaOf(field))]),
  )
  const update = command({
    name: `${declaration.name}.update`,
    summary: `Change a ${entity.replaceAll('_', ' ')}`,
    route: `PATCH ${declaration.path}/:id`,
    errors: ['conflict.unique', ...(versioned ? ['conflict.version'] : []), ...errors],
    input: z.object({
      id,
      ...(versioned
        ? {
            version: z
              .number()
              .int()
              .optional()
              .meta({ description: 'The version that was read: somebody else’s change in between is 409' }),
          }
        : {}),
      ...updateShape,
    }),
    output,
    example: { id: EXAMPLE_ID } as never,
    async run(ctx, input) {
      const { id: recordId, version, ...rest } = input as Values & { id: string; version?: number }
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
      const before = await find(ctx, recordId, { lock: true })
      if (versioned && version !== undefined && Number(before.version) !== version)
        throw fail('conflict.version')
      await declaration.check?.(ctx, given, before)
      const values = withDerived(declaration, given)
      const sets = Object.entries(values).map(
        ([field, value]) => sql`${sql.id(columns[field]!.name)} = ${bind(columns[field]!, value)}`,
      )
      sets.push(sql`updated_at = ${ctx.now}::timestamptz`)
      if (versioned) sets.push(sql`version = r.version + 1`)
      const row = await ctx.tx.one(
        sql`update ${from} r set ${sql.join(sets)} where r.tenant_id = ${ctx.tenant.id}::uuid and r.id = ${recordId}::uuid returning ${selected}`,
      )
      const changes = changedFields(present(before), present(row))
      ctx.audit({ entity, id: recordId, label: String(row[columns[label]!.name]), changes })
      return present(row)
    },
  })

  const operations: Operation[] = [...listed.operations, get, create, update]
  if (deletable) operations.push(...deletion())
  if (declaration.import !== 'own')
    operations.push(
      importOf(declaration, {
        columns,
        written,
        fixed,
        schemaOf,
        derive: (values) => withDerived(declaration, values),
      }),
    )

  function deletion(): Operation[] {
    const change = (verb: 'delete' | 'restore'): Operation =>
      command({
        name: `${declaration.name}.${verb}`,
        summary: `${verb === 'delete' ? 'Delete' : 'Restore'} a ${entity.replaceAll('_', ' ')}`,
        route: verb === 'delete' ? `DELETE ${declaration.path}/:id` : `POST ${declaration.path}/:id/restore`,
        errors,
        bulk: declaration.name,
        input: z.object({ id }),
        output,
        example: { id: EXAMPLE_ID },
        async run(ctx, input) {
          await find(ctx, input.id, { deleted: verb === 'restore', lock: true })
          const row = await ctx.tx.one(
            sql`update ${from} r set deleted_at = ${verb === 'delete' ? ctx.now : null}::timestamptz, updated_at = ${ctx.now}::timestamptz
              ${versioned ? sql`, version = r.version + 1` : sql``}
              where r.tenant_id = ${ctx.tenant.id}::uuid and r.id = ${input.id}::uuid returning ${selected}`,
          )
          ctx.audit({ entity, id: input.id, label: String(row[columns[label]!.name]) })
          return present(row)
        },
      })
    return [change('delete'), change('restore')]
  }

  return { operations, output, columns: selected, present }
}

export const EXAMPLE_ID = '0198c0de-0000-7000-8000-000000000001'

const withDerived = (declaration: ResourceDeclaration, values: Values): Values => ({
  ...values,
  ...declaration.derive?.(values),
})

const outputSchema = (column: PgColumn, schema: z.ZodType): z.ZodType => {
  const plain =
    z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }).type === undefined
      ? schema
      : fieldSchema(column)
  return column.notNull ? plain : plain.nullable()
}
const inputSchema = (column: PgColumn, schema: z.ZodType): z.ZodType =>
  column.notNull ? (column.hasDefault ? schema.optional() : schema) : schema.nullable().optional()
/** How long a text may be, for the form. */
const limitsOf = (schema: z.ZodType): { maxLength?: number } => {
  const { maxLength } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    maxLength?: number
  }
  return maxLength === undefined ? {} : { maxLength }
}
const patchSchema = (column: PgColumn, schema: z.ZodType): z.ZodType =>
  column.notNull ? schema.optional() : schema.nullable().optional()

function filterInput(
  filters: readonly string[],
  columns: Columns,
  schemaOf: (field: string) => z.ZodType,
): Record<string, z.ZodType> {
  const input: Record<string, z.ZodType> = {}
  for (const field of filters) {
    const column = columns[field]!
    if (column.dataType === 'boolean') input[field] = z.enum(['true', 'false']).optional()
    else input[field] = schemaOf(field).optional()
    if (column.dataType === 'date' || column.columnType === 'PgDateString') {
      input[`${field}.gte`] = schemaOf(field).optional()
      input[`${field}.lte`] = schemaOf(field).optional()
    }
  }
  return input
}

function filterConditions(field: string, column: PgColumn, given: Values): Sql[] {
  const name = sql`r.${sql.id(column.name)}`
  const cast = castOf(column)
  const conditions: Sql[] = []
  const add = (key: string, operator: string) => {
    const value = given[key]
    if (value !== undefined)
      conditions.push(sql`${name} ${sql.trusted(operator)} ${value as SqlValue}::${cast}`)
  }
  add(field, '=')
  add(`${field}.gte`, '>=')
  add(`${field}.lte`, '<=')
  return conditions
}

const castOf = (column: PgColumn): Sql => sql.trusted(column.getSQLType())

const bind = (column: PgColumn, value: unknown): Sql => {
  const bound = column.dataType === 'json' && value !== null ? JSON.stringify(value) : value
  return sql`${(bound ?? null) as SqlValue}::${castOf(column)}`
}

function insertOne(from: Sql, columns: Columns, values: Values, returning: Sql): Sql {
  const fields = Object.keys(values).filter((field) => field in columns && values[field] !== undefined)
  return sql`insert into ${from} as r (${sql.join(fields.map((field) => sql.id(columns[field]!.name)))})
    values (${sql.join(fields.map((field) => bind(columns[field]!, values[field])))}) returning ${returning}`
}

/** What an update changed: field by field, before and after. For the audit record. */
export function changedFields(before: Values, after: Values): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {}
  for (const [field, to] of Object.entries(after)) {
    if (field === 'updatedAt' || field === 'version') continue
    if (JSON.stringify(before[field]) !== JSON.stringify(to)) changes[field] = { from: before[field], to }
  }
  return changes
}
