/** What JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/**
 * The one text of a JSON value, by the JSON Canonicalization Scheme (RFC 8785): members sorted by the UTF-16 units of their names,
 * no white space, numbers and texts as ECMAScript writes them. Members that are `undefined` are left out.
 *
 * @throws RangeError for a number that JSON has no text for, and for half a surrogate pair, which has no UTF-8
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('JSON has no text for this number')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('half a surrogate pair is no text')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join()}]`
  const object = value as { readonly [key: string]: Json | undefined }
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(object[key]!)}`)
  return `{${members.join()}}`
}
