import { z } from 'zod'
import { dayIn } from '../clock/clock.ts'
import { type Caller, readAs } from '../command/execute.ts'
import { type ObjectSchema, type Operation, query } from '../command/operation.ts'
import { csvText } from './csv-file.ts'
import { fail } from './errors.ts'
import type { List, ListInput } from './list.ts'
import type { FieldType, ListField } from './list-field.ts'
import { XLSX_MEDIA_TYPE, xlsxChunks } from './xlsx-file.ts'

const CSV_MEDIA_TYPE = 'text/csv'
/** Rows that are in memory at once. */
const PAGE_ROWS = 500

/** A column of a file: what a cell is made of. */
export interface FileColumn {
  title: string
  type: FieldType | 'currency'
  value(item: Record<string, unknown>): unknown
}

interface ExportInput extends Omit<ListInput, 'limit'> {
  format: 'csv' | 'xlsx'
  columns?: string
  titles?: string
}

/** `product.sku` of a row. */
export const valueAt = (item: Record<string, unknown>, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        value === null || typeof value !== 'object' ? undefined : (value as Record<string, unknown>)[name],
      item,
    )

/**
 * The export of a list: the rows that it would show with the same search, conditions and order, and of them the columns that are asked for. Pages are
 * read one after the other, each in a short transaction, while the file is sent; so its size costs neither memory nor a long transaction.
 */
export function exportOf(
  list: List,
  options: { permission: string; errors: readonly string[]; path: string; input: ObjectSchema },
): Operation {
  const shown = list.path.slice(1).replaceAll('/', ' ').replaceAll('-', ' ')
  const declared = query({
    name: `${list.name}.export`,
    permission: options.permission,
    summary: `Export ${shown} as CSV or XLSX`,
    description:
      'The rows and the order of the list with the same parameters. Text that a spreadsheet would take for a formula has an apostrophe before it in CSV.',
    route: `GET ${list.path as `/${string}`}/export`,
    errors: [...options.errors, 'list.column_unknown'],
    input: options.input.extend({
      format: z.enum(['csv', 'xlsx']).default('csv'),
      columns: z.string().max(2000).optional().meta({
        description:
          'Fields with commas between, in the order of the columns; those that the list shows unless told',
      }),
      titles: z.string().max(4000).optional().meta({
        description: 'What stands above each column, with `|` between; the names of the fields unless told',
      }),
    }),
    output: z.any(),
    example: {} as never,
    run: () => Promise.reject(new Error('an export is a file, which is streamed')),
  })
  return {
    ...declared,
    produces: [CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE],
    async direct(kernel, raw, caller) {
      const { format, columns, titles, ...input } = raw as ExportInput & Record<string, unknown>
      const chosen = columnsOf(list, columns, titles)
      const rows = async (after: string | undefined) =>
        await readAs(kernel, declared.name, caller, (ctx) =>
          list.page(ctx, { ...input, limit: PAGE_ROWS, ...(after === undefined ? {} : { after }) }),
        )
      // The first page is read before anything is sent, so that a refusal is still one.
      const first = await rows(undefined)
      const pages = pagesFrom(first, rows)
      const { timeZone } = caller.tenant!
      return {
        status: 200,
        body: '',
        replayed: false,
        file: {
          name: fileName(list, caller, kernel.clock.now(), format),
          mediaType: format === 'csv' ? `${CSV_MEDIA_TYPE}; charset=utf-8` : XLSX_MEDIA_TYPE,
          chunks: format === 'csv' ? csvText(chosen, pages, timeZone) : xlsxChunks(chosen, pages, timeZone),
        },
      }
    },
  }
}

async function* pagesFrom(
  first: { items: Record<string, unknown>[]; next: string | null },
  read: (after: string) => Promise<{ items: Record<string, unknown>[]; next: string | null }>,
): AsyncGenerator<Record<string, unknown>[]> {
  let page = first
  for (;;) {
    yield page.items
    if (page.next === null) return
    page = await read(page.next)
  }
}

const fileName = (list: List, caller: Caller, now: Date, format: string): string =>
  `${list.path.slice(1).replaceAll('/', '-')}-${dayIn(caller.tenant!.timeZone, now)}.${format}`

/** The fields that a list shows where nobody chose any. */
export const shownFields = (list: List): string[] =>
  Object.keys(list.fields).filter((name) => list.fields[name]!.shown)

function columnsOf(list: List, columns: string | undefined, titles: string | undefined): FileColumn[] {
  const names = columns ? columns.split(',').map((name) => name.trim()) : shownFields(list)
  const above = titles?.split('|') ?? []
  return names.flatMap((name, index) => {
    const field = Object.hasOwn(list.fields, name) ? list.fields[name]! : undefined
    if (!field) throw fail('list.column_unknown', { columns: Object.keys(list.fields).join(', ') })
    return fileColumns(name, field, above[index]?.trim() || name)
  })
}

/** Money takes two columns: the amount, which can be summed, and its currency. */
function fileColumns(name: string, field: ListField, title: string): FileColumn[] {
  if (field.type !== 'money') return [{ title, type: field.type, value: (item) => valueAt(item, name) }]
  return [
    { title, type: 'money', value: (item) => valueAt(item, `${name}.amount`) },
    { title: `${title} ¤`, type: 'currency', value: (item) => valueAt(item, `${name}.currency`) },
  ]
}
