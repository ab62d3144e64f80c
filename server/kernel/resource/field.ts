import type { PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { currency, day, decimal, id, line, moment, paragraph } from '../wire.ts'

/** What a column accepts, where the resource says nothing more exact. */
export function fieldSchema(column: PgColumn): z.ZodType {
  switch (column.columnType) {
    case 'PgUUID':
      return id
    case 'PgNumeric':
      return decimal
    case 'PgBoolean':
      return z.boolean()
    case 'PgInteger':
      return z.number().int().min(-2_147_483_648).max(2_147_483_647)
    case 'PgBigInt53':
      return z.number().int()
    case 'PgTimestamp':
      return moment
    case 'PgDateString':
      return day
    case 'PgJsonb':
      return z.record(z.string().max(100), z.string().max(1000))
    case 'PgArray':
      return z.array(line()).max(500)
    case 'PgText':
      if (column.enumValues && column.enumValues.length > 0)
        return z.enum(column.enumValues as [string, ...string[]])
      if (column.name === 'currency') return currency
      return /description|note|text/.test(column.name) ? paragraph() : line()
    default:
      throw new Error(`a column of type ${column.columnType} needs a schema of its own (${column.name})`)
  }
}

/** Types whose operators are leakproof, so that an index serves them under row-level security. */
const LEAKPROOF = new Set([
  'PgText',
  'PgUUID',
  'PgBoolean',
  'PgInteger',
  'PgBigInt53',
  'PgTimestamp',
  'PgDateString',
])
export const isSortable = (column: PgColumn | undefined): boolean =>
  column !== undefined && LEAKPROOF.has(column.columnType)

/** A value of the database as JSON: decimals without idle zeros, moments in RFC 3339. */
export function toJson(value: unknown, column: PgColumn): unknown {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  if (column.columnType === 'PgNumeric') return trimDecimal(String(value))
  return value
}

/** `12.500000` → `12.5`. */
export const trimDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
