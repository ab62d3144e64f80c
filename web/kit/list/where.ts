/** One condition of a list: `total`, `gte`, `100`. */
export interface Condition {
  field: string
  operator: string
  value: string
}

/** Reads `state:in:paid|shipped,total:gte:100`; a comma of a value is written `\,`. */
export const readWhere = (where: string | undefined): Condition[] =>
  (where?.match(/(?:\\.|[^,\\])+/gs) ?? []).map((part) => {
    const [field = '', operator = '', ...rest] = part.split(':')
    return { field, operator, value: rest.join(':').replace(/\\([\\,])/g, '$1') }
  })

/** Writes it again; nothing where there is no condition. */
export const writeWhere = (conditions: readonly Condition[]): string | undefined =>
  conditions.length === 0
    ? undefined
    : conditions
        .map(({ field, operator, value }) => `${field}:${operator}:${value.replace(/[\\,]/g, '\\$&')}`)
        .join(',')
