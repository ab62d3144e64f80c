import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { fail } from '../errors.ts'

/** A workbook that says it is larger than this once unpacked is not opened. */
const MAX_UNPACKED_BYTES = 200_000_000
const EXAMPLE = 'UEsDBBQAAAAIAAAA'

export const readSheetRows = query({
  name: 'lists.import.read',
  summary: 'Read the first sheet of a workbook as CSV',
  description:
    'An import takes CSV: this makes it of an XLSX file, row by row, empty rows included, so that errors name its rows.',
  route: 'POST /imports/read-sheet',
  anyMember: 'it gives back what it was sent in another form, and keeps nothing',
  bodyLimitBytes: 16_000_000,
  errors: ['lists.sheet_unreadable'],
  input: z.object({
    content: z.base64().min(1).max(15_000_000).meta({ description: 'The XLSX file, base64' }),
  }),
  output: z.object({ csv: z.string() }),
  example: { content: EXAMPLE },
  async run(_ctx, input) {
    const bytes = Buffer.from(input.content, 'base64')
    if (unpackedBytes(bytes) > MAX_UNPACKED_BYTES) throw fail('lists.sheet_unreadable')
    // Only a process that is given a workbook needs what reads one.
    const { readSheet } = await import('read-excel-file/node')
    let rows: unknown[][]
    try {
      rows = await readSheet(bytes, { trim: false })
    } catch (cause) {
      throw fail('lists.sheet_unreadable', {}, { cause })
    }
    return {
      csv: stringify(
        rows.map((row) => row.map(cellText)),
        { quoted: true },
      ),
    }
  },
})

/** What the directory at the end of a ZIP file says its parts are together; infinite for what is none. */
function unpackedBytes(bytes: Buffer): number {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0 || end + 22 > bytes.length) return Number.POSITIVE_INFINITY
  let at = bytes.readUInt32LE(end + 16)
  let sum = 0
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return Number.POSITIVE_INFINITY
    sum += bytes.readUInt32LE(at + 24)
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return sum
}

/** A cell as somebody would have typed it: days as `2026-03-02`, numbers without a trace of their doubles. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
  }
  if (typeof value === 'number') return numberText(value)
  return String(value)
}

/** Without an exponent, and at most the 15 digits that a double keeps. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return ''
  const text = String(Number(value.toPrecision(15)))
  return text.includes('e') ? value.toFixed(Math.abs(value) < 1 ? 12 : 0).replace(/\.?0+$/, '') : text
}
