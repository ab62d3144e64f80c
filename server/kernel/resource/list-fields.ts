import { getTableName } from 'drizzle-orm'
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { FieldType, ListField } from '../list/list-field.ts'
import { isSortable } from './field.ts'
import type { ResourceDeclaration } from './resource.ts'

/** So many columns are shown where a resource does not say which. */
const SHOWN = 6
const NOT_SHOWN = new Set<FieldType>(['paragraph', 'json', 'tags', 'reference'])

/** Lists by the table that their records are in, so that a reference knows what it points to. */
const listOfTable = new Map<string, string>()

function typeOf(column: PgColumn, schema: z.ZodType): Pick<ListField, 'type' | 'values'> {
  if (schema instanceof z.ZodEnum) return { type: 'enum', values: schema.options.map(String) }
  switch (column.columnType) {
    case 'PgUUID':
      return { type: 'reference' }
    case 'PgNumeric':
      return { type: 'decimal' }
    case 'PgBoolean':
      return { type: 'boolean' }
    case 'PgInteger':
    case 'PgBigInt53':
      return { type: 'integer' }
    case 'PgTimestamp':
      return { type: 'moment' }
    case 'PgDateString':
      return { type: 'day' }
    case 'PgJsonb':
      return { type: 'json' }
    case 'PgArray':
      return { type: 'tags' }
    default:
      return { type: /description|note|text/.test(column.name) ? 'paragraph' : 'text' }
  }
}

/** What a resource's list shows and can be asked for, from its columns. */
export function listFields(
  declaration: ResourceDeclaration,
  columns: Readonly<Record<string, PgColumn>>,
  shown: readonly string[],
  schemaOf: (field: string) => z.ZodType,
): Record<string, ListField> {
  const { table, label, sorts = [], beside = {} } = declaration
  listOfTable.set(getTableName(table), declaration.name)
  const references = new Map(
    getTableConfig(table).foreignKeys.map((key) => {
      const { columns: own, foreignTable } = key.reference()
      return [own.at(-1)!.name, getTableName(foreignTable)] as const
    }),
  )
  const types = Object.fromEntries(shown.map((field) => [field, typeOf(columns[field]!, schemaOf(field))]))
  const ownWords = new Set(['id', 'createdAt', 'updatedAt', 'deletedAt', 'version'])
  // A currency or unit is shown with what it belongs to.
  const shownBeside = new Set(Object.values(beside))
  const plain = shown.filter(
    (field) =>
      !shownBeside.has(field) &&
      !ownWords.has(field) &&
      !NOT_SHOWN.has(types[field]!.type) &&
      !field.endsWith('Th'),
  )
  const first = new Set(
    declaration.shown ?? [label, ...plain.filter((field) => field !== label)].slice(0, SHOWN),
  )
  return Object.fromEntries(
    [...first, ...shown.filter((field) => !first.has(field))]
      .filter((field) => field !== 'id' && field !== 'version' && field !== 'deletedAt')
      .map((field) => {
        const column = columns[field]!
        const target = references.get(column.name)
        const entry: ListField = {
          ...types[field]!,
          sql: `r."${column.name}"`,
          ...(column.notNull ? {} : { nullable: true }),
          ...(first.has(field) ? { shown: true } : {}),
          ...(isSortable(column) && sorts.includes(field) ? { sort: true } : {}),
          ...(field === 'createdAt' ? { inKey: true, sort: true } : {}),
          ...(beside[field] ? { beside: beside[field] } : {}),
        }
        // Which list it is may be declared after this one: looked up when somebody asks.
        if (target)
          Object.defineProperty(entry, 'of', { enumerable: true, get: () => listOfTable.get(target) })
        return [field, entry]
      }),
  )
}
