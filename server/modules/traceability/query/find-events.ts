import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { fail } from '../errors.ts'
import type { EventDocument } from '../event/check-document.ts'
import type { ParsedQuery, TermFilter } from './parameters.ts'

export interface EventPage {
  readonly events: readonly EventDocument[]
  /** Token of the next page. */
  readonly next: string | null
}

interface Row {
  id: string
  at: Date
  document: EventDocument
}

/**
 * A page of events. Pages follow each other by key (time and id of the last event), and events are never changed: whoever reads to
 * the end gets every event that was there when they began, each once, whatever is captured meanwhile. What a query names most
 * (a piece, a class) is what the index is entered by.
 */
export async function findEvents(
  ctx: TenantContext,
  query: ParsedQuery,
  paging: { perPage: number; token?: string | undefined },
): Promise<EventPage> {
  const sort = `${query.orderBy} ${query.descending ? 'desc' : 'asc'} ${query.fingerprint}`
  const after = paging.token === undefined ? undefined : readToken(paging.token, sort)
  const rows = await ctx.tx.rows<Row>(selectEvents(ctx.tenant.id, query, after, paging.perPage + 1))
  const page = rows.slice(0, paging.perPage)
  const last = page.at(-1)
  return {
    events: page.map((row) => row.document),
    next:
      last && rows.length > page.length
        ? encodeCursor({ sort, id: last.id, value: last.at.toISOString() })
        : null,
  }
}

function readToken(token: string, sort: string): { at: Date; id: string } {
  try {
    const { id, value } = decodeCursor(token, sort)
    const at = new Date(String(value))
    if (Number.isNaN(at.getTime())) throw new Error('no moment')
    return { at, id }
  } catch (cause) {
    const errors = [
      {
        field: 'nextPageToken',
        code: 'query',
        message: 'use the token of the page before, with the same query',
      },
    ]
    throw fail('traceability.query_invalid', {}, { errors, cause })
  }
}

/** The statement of a page; for tests of its plan as well. */
export function selectEvents(
  tenantId: string,
  { conditions, terms, orderBy, descending }: ParsedQuery,
  after: { at: Date; id: string } | undefined,
  limit: number,
): Sql {
  const tenant = sql`${tenantId}::uuid`
  const direction = sql.trusted(descending ? 'desc' : 'asc')
  const beyond = sql.trusted(descending ? '<' : '>')
  const [first, ...others] = terms
  const also = others.map(
    (filter) =>
      sql`exists (select from epcis_event_term t where t.tenant_id = ${tenant} and t.event_row_id = e.id and ${matches(filter)})`,
  )
  if (first === undefined || orderBy === 'record_time') {
    const column = sql.trusted(`e.${orderBy}`)
    const named =
      first === undefined
        ? []
        : [
            sql`e.id in (select t.event_row_id from epcis_event_term t where t.tenant_id = ${tenant} and ${matches(first)})`,
          ]
    const where = [
      sql`e.tenant_id = ${tenant}`,
      ...conditions,
      ...named,
      ...also,
      ...(after ? [sql`(${column}, e.id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ]
    return sql`select e.id, ${column} as at, e.document from epcis_event e
      where ${sql.join(where, ' and ')} order by ${column} ${direction}, e.id ${direction} limit ${limit}::int`
  }
  // From the one that is named to its events, in the order of the index; one event may name it twice.
  const where = [
    sql`n.tenant_id = ${tenant}`,
    matches(first, 'n'),
    ...conditions,
    ...also,
    ...(after
      ? [sql`(n.event_time, n.event_row_id) ${beyond} (${after.at}::timestamptz, ${after.id}::uuid)`]
      : []),
  ]
  return sql`select distinct on (n.event_time, n.event_row_id) e.id, e.event_time as at, e.document
    from epcis_event_term n join epcis_event e on e.tenant_id = ${tenant} and e.id = n.event_row_id
    where ${sql.join(where, ' and ')}
    order by n.event_time ${direction}, n.event_row_id ${direction} limit ${limit}::int`
}

/** Whether a row of what events name is what is looked for. */
function matches({ roles, values, prefixes }: TermFilter, alias: 'n' | 't' = 't'): Sql {
  const value = sql.trusted(`${alias}.value`)
  const ways = [
    ...(values.length === 1
      ? [sql`${value} = ${values[0]!}`]
      : values.length > 1
        ? [sql`${value} = any(${values}::text[])`]
        : []),
    ...prefixes.map((prefix) => sql`(${value} >= ${prefix} and ${value} < ${`${prefix}\u{10ffff}`})`),
  ]
  return sql`(${ways.length === 0 ? sql`false` : sql.join(ways, ' or ')}) and ${sql.trusted(alias)}.role = any(${roles}::text[])`
}
