import { stringify } from 'csv-stringify/sync'
import type { FileColumn } from './export-list.ts'

/** With this a spreadsheet knows that the text is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/** What a spreadsheet would take for a formula; with an apostrophe before it, it is text. The import takes it off again. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBERS = new Set(['integer', 'decimal', 'money'])

/** The text of a cell. */
export function plainText(value: unknown, type: FileColumn['type'], timeZone: string): string {
  if (value === null || value === undefined) return ''
  if (type === 'moment') return localTime(String(value), timeZone)
  if (Array.isArray(value)) return value.join(';')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const formats = new Map<string, Intl.DateTimeFormat>()
/** A moment on the clock of the workshop: `2026-03-02 10:15:00`. */
export function localTime(moment: string, timeZone: string): string {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes days and times as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    formats.set(timeZone, format)
  }
  return format.format(new Date(moment))
}

/** Rows as comma separated values (RFC 4180), UTF-8, a chunk for each page. */
export async function* csvText(
  columns: readonly FileColumn[],
  pages: AsyncIterable<readonly Record<string, unknown>[]>,
  timeZone: string,
): AsyncGenerator<string> {
  const cell = (value: unknown, type: FileColumn['type']): string => {
    const text = plainText(value, type, timeZone)
    return !NUMBERS.has(type) && FORMULA.test(text) ? `'${text}` : text
  }
  const lines = (rows: string[][]) => stringify(rows, { record_delimiter: 'windows' })
  yield BYTE_ORDER_MARK + lines([columns.map(({ title }) => cell(title, 'text'))])
  for await (const rows of pages)
    if (rows.length > 0)
      yield lines(rows.map((row) => columns.map(({ type, value }) => cell(value(row), type))))
}
