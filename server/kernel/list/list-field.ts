import { z } from 'zod'
import { AmountError, toMinor } from '../../../shared/money.ts'
import type { TenantContext } from '../command/context.ts'
import { type Sql, type SqlValue, sql } from '../db/sql.ts'

export const FIELD_TYPES = [
  'text',
  'paragraph',
  'integer',
  'decimal',
  'money',
  'boolean',
  'enum',
  'day',
  'moment',
  'reference',
  'tags',
  'json',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What a list shows of each of its rows, and what it can be filtered and sorted by. */
export interface ListField {
  type: FieldType
  /**
   * What the database compares, an expression that the program wrote: `o.state`. Without it the field is only shown. Its type is
   * leakproof, or the condition is looked at row by row.
   */
  sql?: string
  nullable?: boolean
  /** What an `enum` may be. */
  values?: readonly string[]
  /** Whether a list can be sorted by it; needs an index (tenant, field, key) and a leakproof type. */
  sort?: boolean
  /** Texts that rows of the same value are sorted by, before the key: `['f.code']`. None may be null. */
  within?: readonly string[]
  /** Filters are offered wherever there is `sql`, unless false. */
  filter?: boolean
  /** A column of the list unless its reader chose others. */
  shown?: boolean
  /** The list that an id points into: `catalog.product`. */
  of?: string
  /** The moment that the row's key was made in, so that the order and ranges of it are those of the key. */
  inKey?: boolean
  /** The field that says the currency of a plain amount or the unit of a quantity. */
  beside?: string
}
export type ListFields = Readonly<Record<string, ListField>>

export const OPERATORS = ['is', 'not', 'in', 'starts', 'gte', 'lte', 'empty', 'filled'] as const
export type Operator = (typeof OPERATORS)[number]

const OF_TYPE: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['is', 'not', 'in', 'starts'],
  paragraph: [],
  integer: ['is', 'gte', 'lte'],
  decimal: ['is', 'gte', 'lte'],
  money: ['is', 'gte', 'lte'],
  boolean: ['is'],
  enum: ['is', 'not', 'in'],
  day: ['is', 'gte', 'lte'],
  moment: ['is', 'gte', 'lte'],
  reference: ['is', 'in'],
  tags: [],
  json: [],
}

/** The conditions that can be put on a field. */
export function operatorsOf(field: ListField): readonly Operator[] {
  if (field.sql === undefined || field.filter === false) return []
  return field.nullable ? [...OF_TYPE[field.type], 'empty', 'filled'] : OF_TYPE[field.type]
}

/** How each type is bound. */
const CASTS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  paragraph: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  money: 'bigint',
  boolean: 'boolean',
  enum: 'text',
  day: 'date',
  moment: 'timestamptz',
  reference: 'uuid',
  tags: 'text',
  json: 'text',
}
export const castOf = (field: ListField): Sql => sql.trusted(CASTS[field.type])

/** Why a value is none of a field's. */
export class ValueError extends Error {}

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })

/** Reads one value as somebody wrote it into an address; throws `ValueError`. */
function readValue(ctx: TenantContext, field: ListField, text: string): SqlValue {
  switch (field.type) {
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true'
      throw new ValueError('must be true or false')
    case 'integer':
      if (/^-?\d{1,15}$/.test(text)) return text
      throw new ValueError('must be a whole number')
    case 'decimal':
      if (/^-?\d{1,14}(\.\d{1,6})?$/.test(text)) return text
      throw new ValueError('must be a decimal such as 12.5')
    case 'money':
      if (!/^-?\d{1,14}(\.\d{1,6})?$/.test(text)) throw new ValueError('must be an amount such as 12.50')
      try {
        return toMinor(text, ctx.tenant.currency)
      } catch (error) {
        if (error instanceof AmountError) throw new ValueError('has more decimals than the currency')
        throw error
      }
    case 'enum':
      if (field.values?.includes(text)) return text
      throw new ValueError(`must be one of ${field.values?.join(', ')}`)
    case 'day':
      if (day.safeParse(text).success && text >= '0001') return text
      throw new ValueError('must be a day such as 2026-03-02')
    case 'moment':
      if ((day.safeParse(text).success || moment.safeParse(text).success) && text >= '0001') return text
      throw new ValueError('must be a day or a moment, such as 2026-03-02')
    case 'reference':
      if (z.uuid().safeParse(text).success) return text
      throw new ValueError('must be an id')
    default:
      if (text.includes('\u0000')) throw new ValueError('must be text')
      return text
  }
}

/** The smallest id that is made at a moment or later: a UUIDv7 begins with its milliseconds. */
export const firstIdAt = (moment: Sql): Sql => sql`(
  select (left(h, 8) || '-' || right(h, 4) || '-7000-8000-000000000000')::uuid
  from lpad(to_hex((least(greatest(extract(epoch from ${moment}), 0), 281474976710) * 1000)::bigint), 12, '0') h)`

const isDay = (value: SqlValue): boolean => /^\d{4}-\d{2}-\d{2}$/.test(String(value))

/** Where a day or moment begins, or (`after`) is over, as an expression. */
function edge(ctx: TenantContext, value: SqlValue, after: boolean): Sql {
  if (!isDay(value)) return sql`${value}::timestamptz`
  return after
    ? sql`((${value}::date + 1)::timestamp at time zone ${ctx.tenant.timeZone})`
    : sql`(${value}::date::timestamp at time zone ${ctx.tenant.timeZone})`
}

/** A moment's ranges, by whole days of the workshop's time zone where a day was given. */
function momentCondition(
  ctx: TenantContext,
  field: ListField,
  key: Sql,
  operator: 'is' | 'gte' | 'lte',
  value: SqlValue,
): Sql {
  const whole = isDay(value)
  const from = edge(ctx, value, false)
  const until = edge(ctx, value, true)
  if (field.inKey) {
    const low = sql`${key} >= ${firstIdAt(from)}`
    const high = sql`${key} < ${firstIdAt(whole ? until : sql`(${until} + interval '1 millisecond')`)}`
    return operator === 'gte' ? low : operator === 'lte' ? high : sql`(${low} and ${high})`
  }
  const column = sql.trusted(field.sql!)
  const low = sql`${column} >= ${from}`
  const high = whole ? sql`${column} < ${until}` : sql`${column} <= ${until}`
  return operator === 'gte' ? low : operator === 'lte' ? high : sql`(${low} and ${high})`
}

/** One condition on a field as SQL; throws `ValueError` where the value is none. */
export function conditionSql(
  ctx: TenantContext,
  field: ListField,
  key: Sql,
  operator: Operator,
  text: string,
): Sql {
  const column = sql.trusted(field.sql!)
  const cast = castOf(field)
  switch (operator) {
    case 'empty':
      return sql`${column} is null`
    case 'filled':
      return sql`${column} is not null`
    case 'in': {
      const values = text.split('|').map((part) => readValue(ctx, field, part))
      return sql`${column} = any(${values}::${cast}[])`
    }
    case 'starts':
      return sql`starts_with(${column}, ${readValue(ctx, field, text)})`
    case 'not':
      return sql`${column} is distinct from ${readValue(ctx, field, text)}::${cast}`
    default: {
      const value = readValue(ctx, field, text)
      if (field.type === 'moment') return momentCondition(ctx, field, key, operator, value)
      return sql`${column} ${sql.trusted({ is: '=', gte: '>=', lte: '<=' }[operator])} ${value}::${cast}`
    }
  }
}

/** Where a list begins: at the first row that has this value or comes after it, in the order of the list. */
export function startSql(
  ctx: TenantContext,
  field: ListField,
  key: Sql,
  descending: boolean,
  text: string,
): Sql {
  const value = readValue(ctx, field, text)
  if (field.type === 'moment') return momentCondition(ctx, field, key, descending ? 'lte' : 'gte', value)
  const column = sql.trusted(field.sql!)
  if (!descending) return sql`${column} >= ${value}::${castOf(field)}`
  // Downwards from M: first whatever begins with M.
  const bound = field.type === 'text' ? `${value}\u{10ffff}` : value
  return sql`${column} <= ${bound}::${castOf(field)}`
}
