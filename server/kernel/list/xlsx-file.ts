import { Zip, ZipDeflate } from 'fflate'
import { plainText } from './csv-file.ts'
import type { FileColumn } from './export-list.ts'

export const XLSX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** As many as a sheet may have (ECMA-376); the rest goes on in the next one. */
const SHEET_ROWS = 1_048_576
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'

/** Styles by their place in `styles.xml`. */
const PLAIN = 0
const BOLD = 1
const DAY = 2
const MOMENT = 3

const STYLES = `${HEADER}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`

const WIDTHS: Partial<Record<FileColumn['type'], number>> = {
  text: 26,
  paragraph: 40,
  moment: 17,
  day: 12,
  currency: 10,
  money: 14,
}

const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)

/** A, B, … Z, AA, … */
function columnName(index: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return name
}

/** Days since 1899-12-30, which is how a spreadsheet counts time. */
const serial = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 86_400_000 + 25_569

/** A number that a spreadsheet keeps exactly: it counts in doubles, of 15 digits. */
const isExact = (text: string): boolean =>
  /^-?\d+(\.\d+)?$/.test(text) && text.replace(/^-?0*|\./g, '').length <= 15

function cellXml(reference: string, value: unknown, type: FileColumn['type'], timeZone: string): string {
  const text = plainText(value, type, timeZone)
  if (text === '') return ''
  const number = (shown: string | number, style = PLAIN) =>
    `<c r="${reference}"${style === PLAIN ? '' : ` s="${style}"`}><v>${shown}</v></c>`
  if ((type === 'integer' || type === 'decimal' || type === 'money') && isExact(text)) return number(text)
  if (type === 'boolean') return `<c r="${reference}" t="b"><v>${text === 'true' ? 1 : 0}</v></c>`
  // A spreadsheet's time begins in 1900.
  if (type === 'day' && text >= '1900-03-01') return number(serial(`${text} 00:00:00`), DAY)
  if (type === 'moment' && text >= '1900-03-01') return number(serial(text), MOMENT)
  return textXml(reference, text)
}

const textXml = (reference: string, text: string, style = PLAIN): string =>
  `<c r="${reference}" t="inlineStr"${style === PLAIN ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escapeXml(text.slice(0, 32_767))}</t></is></c>`

/** Rows as a workbook (ECMA-376), zipped while they are read: a chunk for each page. `maxRows`: of a sheet, its header included. */
export async function* xlsxChunks(
  columns: readonly FileColumn[],
  pages: AsyncIterable<readonly Record<string, unknown>[]>,
  timeZone: string,
  maxRows = SHEET_ROWS,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  const take = (): Uint8Array => {
    const taken = Buffer.concat(made)
    made = []
    return taken
  }
  const encoder = new TextEncoder()
  const whole = (name: string, text: string): void => {
    const file = new ZipDeflate(name, { level: 6 })
    zip.add(file)
    file.push(encoder.encode(text), true)
  }
  const names = columns.map((_, index) => columnName(index))
  const begin = `${HEADER}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map(
      ({ type }, i) => `<col min="${i + 1}" max="${i + 1}" width="${WIDTHS[type] ?? 13}" customWidth="1"/>`,
    )
    .join('')}</cols><sheetData><row r="1">${columns
    .map(({ title }, i) => textXml(`${names[i]}1`, title, BOLD))
    .join('')}</row>`
  const end = '</sheetData></worksheet>'
  let sheets = 0
  let row = 1
  const open = (): ZipDeflate => {
    sheets++
    row = 1
    const sheet = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 6 })
    zip.add(sheet)
    sheet.push(encoder.encode(begin))
    return sheet
  }
  let sheet = open()
  for await (const items of pages) {
    let xml = ''
    for (const item of items) {
      if (row >= maxRows) {
        sheet.push(encoder.encode(xml + end), true)
        xml = ''
        sheet = open()
      }
      row++
      xml += `<row r="${row}">${columns.map(({ type, value }, i) => cellXml(`${names[i]}${row}`, value(item), type, timeZone)).join('')}</row>`
    }
    sheet.push(encoder.encode(xml))
    yield take()
  }
  sheet.push(encoder.encode(end), true)
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  whole('xl/styles.xml', STYLES)
  whole(
    'xl/workbook.xml',
    `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbers.map((n) => `<sheet name="${n}" sheetId="${n}" r:id="r${n}"/>`).join('')}</sheets></workbook>`,
  )
  whole(
    'xl/_rels/workbook.xml.rels',
    `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${numbers
      .map(
        (n) => `<Relationship Id="r${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
      )
      .join('')}<Relationship Id="styles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  )
  whole(
    '_rels/.rels',
    `${HEADER}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="book" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  whole(
    '[Content_Types].xml',
    `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${numbers
      .map(
        (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${content}.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
  )
  zip.end()
  yield take()
}
