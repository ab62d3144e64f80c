/** What a page keeps in the URL: each parameter with the reader that makes it safe to use. */
type Reader<Value> = (raw: unknown) => Value | undefined
type Readers = Readonly<Record<string, Reader<unknown>>>
export type SearchOf<R extends Readers> = {
  [Key in keyof R]?: Exclude<ReturnType<R[Key]>, undefined> | undefined
}

/** Words that were typed. */
export const words: Reader<string> = (raw) =>
  typeof raw === 'string' && raw.trim() !== '' ? raw.slice(0, 200) : undefined

/** Conditions, columns: more than words. */
export const longWords: Reader<string> = (raw) =>
  typeof raw === 'string' && raw.trim() !== '' ? raw.slice(0, 2000) : undefined

/** A field, or its opposite with `-` before it, of a list that is described by the server. */
export const anySort: Reader<string> = (raw) =>
  typeof raw === 'string' && /^-?[a-zA-Z][\w.]{0,60}$/.test(raw) ? raw : undefined

/** What every list keeps in its address: search, conditions, order, where it begins, columns. */
export const listState = { q: words, where: longWords, sort: anySort, at: words, cols: longWords } as const

/** One of a few. */
export const oneOf =
  <const Value extends string>(values: readonly Value[]): Reader<Value> =>
  (raw) =>
    values.find((value) => value === raw)

/** A sort field, or its opposite with `-` before it. */
export const sortBy = <const Field extends string>(...fields: readonly Field[]) =>
  oneOf<Field | `-${Field}`>([...fields, ...fields.map((field) => `-${field}` as const)])

/** A calendar day. */
export const calendarDay: Reader<string> = (raw) =>
  typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined

export const uuid: Reader<string> = (raw) =>
  typeof raw === 'string' && /^[0-9a-f-]{36}$/i.test(raw) ? raw : undefined

/** Reads the parameters of a page; what is not understood is as if it were not there. */
export const search =
  <R extends Readers>(readers: R) =>
  (raw: Record<string, unknown>): SearchOf<R> =>
    Object.fromEntries(
      Object.entries(readers)
        .map(([key, reader]) => [key, reader(raw[key])] as const)
        .filter(([, value]) => value !== undefined),
    ) as SearchOf<R>

/** Plain `?key=value`, as people and other programs write it. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text))

export function stringifySearch(values: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') parameters.set(key, String(value))
  }
  // These may stand in a query as they are, and a filter can be read then.
  const text = parameters.toString().replace(/%3A|%2C|%7C/g, (code) => decodeURIComponent(code))
  return text === '' ? '' : `?${text}`
}
