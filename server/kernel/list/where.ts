import type { TenantContext } from '../command/context.ts'
import { type Sql, sql } from '../db/sql.ts'
import { fail } from './errors.ts'
import { conditionSql, type ListFields, type Operator, operatorsOf, ValueError } from './list-field.ts'

/** As many conditions as a person would ever put together. */
const MOST = 20

export interface Condition {
  field: string
  operator: string
  value: string
}

/**
 * Reads `state:in:paid|shipped,total:gte:100`: conditions with commas between, all of which must hold. A comma of a value is
 * written `\,`, a backslash `\\`.
 */
export function readConditions(where: string): Condition[] {
  return (where.match(/(?:\\.|[^,\\])+/gs) ?? []).map((part) => {
    const [field = '', operator = '', ...rest] = part.split(':')
    return { field, operator, value: rest.join(':').replace(/\\([\\,])/g, '$1') }
  })
}

/** The conditions of a list's `where` as SQL; refuses what the list cannot do, and says what it can. */
export function whereSql(ctx: TenantContext, fields: ListFields, key: Sql, where: string): Sql[] {
  const conditions = readConditions(where)
  const refuse = ({ field, operator, value }: Condition, problem: string) =>
    fail('list.where_unreadable', {
      condition: [field, operator, value].filter(Boolean).join(':').slice(0, 100),
      problem,
    })
  if (conditions.length > MOST) throw refuse(conditions[MOST]!, `more than ${MOST} conditions`)
  return conditions.map((condition) => {
    const field = Object.hasOwn(fields, condition.field) ? fields[condition.field] : undefined
    const operators = field ? operatorsOf(field) : []
    if (!field || operators.length === 0) {
      const known = Object.keys(fields).filter((name) => operatorsOf(fields[name]!).length > 0)
      throw refuse(condition, `the fields are ${known.join(', ')}`)
    }
    if (!operators.includes(condition.operator as Operator))
      throw refuse(condition, `${condition.field} can be asked for by ${operators.join(', ')}`)
    try {
      return conditionSql(ctx, field, key, condition.operator as Operator, condition.value)
    } catch (error) {
      if (error instanceof ValueError) throw refuse(condition, error.message)
      throw error
    }
  })
}

export const andAll = (conditions: readonly Sql[]): Sql => sql.join(conditions, ' and ')
