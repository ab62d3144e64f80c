import { z } from 'zod'
import { sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { id, moment } from '../../../kernel/wire.ts'

interface Row {
  id: string
  list: string
  file_name: string | null
  rows: number
  created: number
  updated: number
  by_name: string
  at: Date
  undone_at: Date | null
  undone: number | null
}

/** What was imported, by whom, and whether it was undone. */
export const imports = listOf({
  name: 'lists.import',
  path: '/imports',
  permission: 'lists.import.list',
  summary: 'List imports that made records, the latest first',
  tenant: 'i.tenant_id',
  key: 'i.id',
  label: 'fileName',
  fields: {
    fileName: { type: 'text', sql: 'i.file_name', nullable: true, shown: true },
    list: { type: 'text', sql: 'i.list', shown: true },
    rows: { type: 'integer', sql: 'i.rows', shown: true },
    created: { type: 'integer', sql: 'i.created', shown: true },
    updated: { type: 'integer', sql: 'i.updated', shown: true },
    byName: { type: 'text', sql: 'i.by_name', shown: true },
    at: { type: 'moment', sql: 'i.at', inKey: true, sort: true, shown: true },
    undone: { type: 'integer', sql: 'i.undone', nullable: true, shown: true },
    undoneAt: { type: 'moment', sql: 'i.undone_at', nullable: true },
  },
  item: z.object({
    id,
    list: z.string(),
    fileName: z.string().nullable(),
    rows: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    byName: z.string(),
    at: moment,
    undoneAt: moment.nullable(),
    undone: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'How many of the records it made were taken back' }),
  }),
  input: { list: z.string().max(120).optional() },
  example: { list: 'crm.customer' },
  conditions: (_ctx, input) => (input.list ? [sql`i.list = ${input.list}`] : []),
  read: ({ where, order, limit, sortValue }) => sql`
    select i.id, i.list, i.file_name, i.rows, i.created, i.updated, i.by_name, i.at, i.undone_at, i.undone, ${sortValue} as sort_value
    from import_run i where ${where} order by ${order} limit ${limit}`,
  present: (row: Row) => ({
    id: row.id,
    list: row.list,
    fileName: row.file_name,
    rows: row.rows,
    created: row.created,
    updated: row.updated,
    byName: row.by_name,
    at: row.at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    undone: row.undone,
  }),
})
