import { type Sql, sql } from '../../../kernel/db/sql.ts'

/**
 * A quotient rounded half-even to a whole number, as SQL: exact for any numeric, since PostgreSQL's own `/` and `round`
 * cut the quotient first and round half away from zero. The expressions are repeated, so give names of columns and their
 * products, not subqueries. The denominator must not be zero.
 */
export function halfEvenSql(numerator: string, denominator: string): Sql {
  const n = `(${numerator})::numeric`
  const d = `(${denominator})::numeric`
  const remainder = `abs(2 * mod(${n}, ${d}))`
  return sql.trusted(
    `(div(${n}, ${d}) + case when ${remainder} > abs(${d}) or (${remainder} = abs(${d}) and mod(div(${n}, ${d}), 2) <> 0) then sign(${n}) * sign(${d}) else 0 end)`,
  )
}
