/** Letters and digits alone, small: `Tax-No.` is `taxno`. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')

/** Other words that people write above a column. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  code: ['number', 'no', 'id', 'customerno', 'customercode', 'รหัสลูกค้า'],
  name: ['title', 'fullname', 'customer', 'productname', 'ชื่อลูกค้า', 'ชื่อสินค้า'],
  sku: ['article', 'articleno', 'itemcode', 'productcode', 'รหัส'],
  email: ['mail', 'emailaddress', 'อีเมล์'],
  phone: ['telephone', 'tel', 'mobile', 'โทร', 'เบอร์โทร'],
  tax_id: ['vat', 'vatid', 'taxno', 'taxnumber', 'เลขภาษี'],
  address_line1: ['address', 'street', 'ที่อยู่'],
  city: ['town', 'จังหวัด'],
  postal_code: ['zip', 'zipcode', 'postcode', 'รหัสไปรษณีย์'],
  price: ['unitprice', 'listprice', 'ราคาขาย'],
  standard_cost: ['cost', 'ต้นทุน'],
  unit: ['uom', 'หน่วยนับ'],
  note: ['comment', 'remark', 'remarks', 'notes', 'หมายเหตุ'],
}

/** What each column of a file most likely is: by name, by label, by what others call it. Each column is taken once. */
export function guessMapping(
  header: readonly string[],
  columns: readonly string[],
  labelOf: (column: string) => string,
): string[] {
  const taken = new Set<string>()
  const find = (name: string, matches: (column: string) => boolean): string | undefined => {
    if (name === '') return undefined
    const found = columns.find((column) => !taken.has(column) && matches(column))
    if (found) taken.add(found)
    return found
  }
  const words = header.map(plain)
  const guesses: (string | undefined)[] = words.map((name) => find(name, (column) => plain(column) === name))
  for (const [at, name] of words.entries())
    guesses[at] ??= find(name, (column) => plain(labelOf(column)) === name)
  for (const [at, name] of words.entries())
    guesses[at] ??= find(name, (column) => ALSO[column]?.includes(name) ?? false)
  return guesses.map((guess) => guess ?? '')
}

const keyOf = (list: string, header: readonly string[]) =>
  `touchmark.import.${list}.${header.map(plain).join('|')}`

/** Remembers what the columns of such a file were, on this device. */
export function keepMapping(list: string, header: readonly string[], mapping: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(list, header), JSON.stringify(mapping))
  } catch {
    // A browser that keeps nothing guesses again the next time.
  }
}

/** What they were the last time, as far as there still are such columns. */
export function recalledMapping(
  list: string,
  header: readonly string[],
  columns: readonly string[],
): string[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(list, header)) ?? 'null')
    if (!Array.isArray(kept) || kept.length !== header.length) return undefined
    return kept.map((column) => (columns.includes(String(column)) ? String(column) : ''))
  } catch {
    return undefined
  }
}
