import { type DatabaseError, isDatabaseError } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { fail } from './kernel-errors.ts'
import type { Problem } from './problem.ts'

/** What a violated constraint means to the user. A module adds its own by the constraint's name. */
const constraintProblems = new Map<string, (error: DatabaseError) => Problem>()

/** Declares what a constraint's violation, or a refusal ({@link refuseSql}) of that name, tells the user, once, beside the table. */
export function explainConstraint(name: string, problem: (error: DatabaseError) => Problem): void {
  constraintProblems.set(name, problem)
}

/**
 * An expression that refuses: whoever evaluates it gets an error in place of a value, and the transaction ends. So a statement whose result
 * nobody looks at before the COMMIT can still say no. `name` is explained like a constraint's; `params`, a `jsonb`, are what
 * {@link refusalParams} gives there. It has the type `uuid`.
 */
export const refuseSql = (name: string, params: Sql): Sql => sql`refuse(${name}, ${params})`

/** What a refusal was given, as JSON gives it. */
export const refusalParams = (error: DatabaseError): unknown => JSON.parse(error.detail ?? 'null')

export const refuseFunction = `
create or replace function refuse(p_name text, p_params jsonb) returns uuid language plpgsql volatile as $$
begin
  raise exception 'refused: %', p_name using errcode = 'TM002', constraint = p_name, detail = p_params::text;
end $$;`

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND'])
/**
 * The column that a constraint is about. Under row-level security PostgreSQL keeps the detail to itself, so the
 * constraint's name has to say it: `<table>_<field>_key`, `<table>_tenant_id_<field>_<target>…_fk`.
 */
const fieldOf = (error: DatabaseError): string => {
  const name = (error.constraint ?? '').replace(`${error.table}_`, '').replace(/^tenant_id_/, '')
  return name.replace(/_(key|pk|idx)$/, '').replace(/_[a-z_]+_fk$/, '') || 'value'
}

/** Whether running the same transaction again may succeed. */
export const isRetryable = (error: unknown): boolean =>
  isDatabaseError(error) && (error.code === '40001' || error.code === '40P01')

/** Turns an error of PostgreSQL or of the way to it into a problem; anything else is returned as it is. */
export function fromDatabase(error: unknown): unknown {
  if (isDatabaseError(error)) {
    const own = error.constraint ? constraintProblems.get(error.constraint) : undefined
    if (own) return own(error)
    switch (error.code) {
      case '23505':
        return fail('conflict.unique', { field: fieldOf(error) }, { cause: error })
      case '23503':
        return /still referenced/.test(error.detail ?? '')
          ? fail('reference.in_use', { field: error.table ?? 'record' }, { cause: error })
          : fail('reference.missing', { field: fieldOf(error) }, { cause: error })
      case '22003':
      case '22001':
      case '22008':
      case '23514':
        return fail('value.out_of_range', {}, { cause: error })
      case '22P02':
      case '22021':
      case '22P05':
        return fail('request.malformed', {}, { cause: error })
      case '40001':
      case '40P01':
      case '55P03':
        return fail('conflict.busy', {}, { cause: error, headers: { 'retry-after': '1' } })
      case '57014':
      case '57P01':
      case '57P02':
      case '57P03':
      case '53300':
        return fail('unavailable', {}, { cause: error, headers: { 'retry-after': '2' } })
    }
    return error
  }
  if (error instanceof Error) {
    const code = (error as NodeJS.ErrnoException).code
    if (
      (code && CONNECTION_CODES.has(code)) ||
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
        error.message,
      )
    ) {
      return fail('unavailable', {}, { cause: error, headers: { 'retry-after': '2' } })
    }
  }
  return error
}
