/** The first rows of comma separated values (RFC 4180): enough to show what stands in a file. The server reads the whole. */
export function firstRows(csv: string, count: number): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const text = csv.replace(/^\ufeff/, '')
  const endRow = () => {
    row.push(cell.trim())
    cell = ''
    if (row.some((one) => one !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length && rows.length < count; at++) {
    const sign = text[at]!
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === ',') {
      row.push(cell.trim())
      cell = ''
    } else if (sign === '\n') endRow()
    else if (sign !== '\r') cell += sign
  }
  if (rows.length < count && (cell !== '' || row.length > 0)) endRow()
  return rows
}
