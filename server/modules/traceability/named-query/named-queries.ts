import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { API_PREFIX } from '../../../kernel/http/prefix.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { type AskedQuery, parseQuery } from '../query/parameters.ts'
import { answerQuery, pageFields, QUERY_ERRORS, queryDocument } from '../query/query-events.ts'
import { speak, versionFields, versionHeaders } from '../rest-binding.ts'

const name = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'letters, digits, points, hyphens and underscores')
  .meta({ description: 'Stands in addresses' })
const value = z.union([z.string().max(8_000), z.array(z.string().max(2_000)).max(100)])
const namedQuery = z.object({ id, name, query: z.record(z.string(), value), createdAt: moment })

interface Row {
  id: string
  name: string
  query: Record<string, string | string[]>
  created_at: Date
}
const present = (row: Row) => ({
  id: row.id,
  name: row.name,
  query: row.query,
  createdAt: row.created_at.toISOString(),
})

export const createNamedQuery = command({
  name: 'traceability.query.create',
  summary: 'Give an EPCIS query a name',
  description: 'There are no subscriptions: whoever wants to know what is new asks by GE_recordTime.',
  route: 'POST /epcis/queries',
  status: 201,
  errors: ['traceability.query_name_taken', ...QUERY_ERRORS],
  headers: versionHeaders,
  input: z.object({
    ...versionFields,
    name,
    query: z.record(z.string().max(200), value).meta({ description: 'Parameters as for /epcis/events' }),
  }),
  output: namedQuery,
  example: { name: 'recalls', query: { EQ_disposition: 'recalled' } },
  async run(ctx, input) {
    speak(ctx, input)
    parseQuery(ctx, input.query)
    const row = {
      id: newId(ctx.now.getTime()),
      name: input.name,
      query: input.query,
      created_at: ctx.now,
    }
    await ctx.tx.run(
      sql`insert into epcis_query (tenant_id, id, name, query, created_at)
        values (${ctx.tenant.id}::uuid, ${row.id}::uuid, ${row.name}, ${JSON.stringify(clean(row.query))}::jsonb, ${ctx.now}::timestamptz)`,
    )
    ctx.audit({ entity: 'epcis_query', id: row.id, label: row.name, changes: { query: row.query } })
    ctx.answerHeader('location', `${API_PREFIX}/epcis/queries/${row.name}`)
    return present(row)
  },
})

const clean = (query: Record<string, string | string[]>) =>
  JSON.parse(
    JSON.stringify(query, (_key, part: unknown) =>
      typeof part === 'string' ? part.toWellFormed().replaceAll('\u0000', '\ufffd') : part,
    ),
  ) as Record<string, string | string[]>

async function readQuery(ctx: TenantContext, named: string): Promise<Row> {
  const row = await ctx.tx.first<Row>(
    sql`select id, name, query, created_at from epcis_query where tenant_id = ${ctx.tenant.id}::uuid and name = ${named}`,
  )
  if (!row) throw kernelFail('not_found')
  return row
}

export const listNamedQueries = query({
  name: 'traceability.query.list',
  permission: 'traceability.read',
  summary: 'List EPCIS queries that have a name',
  route: 'GET /epcis/queries',
  errors: QUERY_ERRORS,
  headers: versionHeaders,
  input: z.object(versionFields),
  output: z.object({ items: z.array(namedQuery) }),
  async run(ctx, input) {
    speak(ctx, input)
    const rows = await ctx.tx.rows<Row>(
      sql`select id, name, query, created_at from epcis_query where tenant_id = ${ctx.tenant.id}::uuid order by name limit 1000`,
    )
    return { items: rows.map(present) }
  },
})

export const getNamedQuery = query({
  name: 'traceability.query.get',
  permission: 'traceability.read',
  summary: 'Read an EPCIS query by its name',
  route: 'GET /epcis/queries/:name',
  errors: QUERY_ERRORS,
  headers: versionHeaders,
  input: z.object({ ...versionFields, name }),
  output: namedQuery,
  example: { name: 'recalls' },
  async run(ctx, input) {
    speak(ctx, input)
    return present(await readQuery(ctx, input.name))
  },
})

export const runNamedQuery = query({
  name: 'traceability.query.events',
  permission: 'traceability.read',
  summary: 'Find EPCIS events by a query with a name',
  route: 'GET /epcis/queries/:name/events',
  errors: QUERY_ERRORS,
  headers: versionHeaders,
  input: z.object({ ...versionFields, ...pageFields, name }),
  output: queryDocument,
  example: { name: 'recalls' },
  async run(ctx, input) {
    speak(ctx, input)
    const row = await readQuery(ctx, input.name)
    return await answerQuery(ctx, `/epcis/queries/${row.name}/events`, row.query as AskedQuery, {
      ...input,
      shown: {},
      name: row.name,
    })
  },
})

export const deleteNamedQuery = command({
  name: 'traceability.query.delete',
  summary: 'Delete an EPCIS query that has a name',
  route: 'DELETE /epcis/queries/:name',
  status: 204,
  input: z.object({ name }),
  output: z.object({}),
  example: { name: 'recalls' },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ id: string }>(
      sql`delete from epcis_query where tenant_id = ${ctx.tenant.id}::uuid and name = ${input.name} returning id`,
    )
    if (!row) throw kernelFail('not_found')
    ctx.audit({ entity: 'epcis_query', id: row.id, label: input.name })
    return {}
  },
})
