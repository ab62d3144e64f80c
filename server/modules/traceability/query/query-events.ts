import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Declared, query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { API_PREFIX } from '../../../kernel/http/prefix.ts'
import { contextOf, speak, VERSION_ERRORS, versionFields, versionHeaders } from '../rest-binding.ts'
import { findEvents } from './find-events.ts'
import { type AskedQuery, isParameter, parseQuery, queryFields } from './parameters.ts'

export const QUERY_ERRORS = ['traceability.query_invalid', ...VERSION_ERRORS] as const

/** The paging part of the REST binding. */
export const pageFields = {
  perPage: z.coerce.number().int().min(1).max(1_000).default(30),
  nextPageToken: z
    .string()
    .max(1_000)
    .optional()
    .meta({ description: 'As the `Link` of the page before has it' }),
}

export const queryDocument = z
  .looseObject({
    '@context': z.array(z.unknown()),
    type: z.literal('EPCISQueryDocument'),
    schemaVersion: z.string(),
    creationDate: z.string(),
    epcisBody: z.object({
      queryResults: z.object({
        queryName: z.string(),
        resultsBody: z.object({
          eventList: z.array(z.looseObject({ type: z.string(), eventID: z.string() })),
        }),
      }),
    }),
  })
  .meta({ description: 'EPCISQueryDocument; a following page is in the header Link, rel="next"' })

type Given = Readonly<Record<string, unknown>>

/** The parameters of a query among everything that a request has; what is unknown is kept, so that it can be refused by name. */
export function askedOf(input: Given, ours: readonly string[] = []): AskedQuery {
  const known = new Set([...Object.keys(versionFields), ...Object.keys(pageFields), 'lang', ...ours])
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      known.has(name) || value === undefined
        ? []
        : [[name, typeof value === 'string' || Array.isArray(value) ? (value as string) : String(value)]],
    ),
  )
}

/** Answers a query: the document of this page, and the address of the next in `Link`. */
export async function answerQuery(
  ctx: TenantContext,
  path: string,
  asked: AskedQuery,
  {
    perPage,
    nextPageToken,
    shown,
    name,
  }: {
    perPage: number
    nextPageToken?: string | undefined
    /** What stands in the address of the next page; the query itself unless told. */
    shown?: AskedQuery
    name?: string
  },
): Promise<z.input<typeof queryDocument>> {
  const { events, next } = await findEvents(ctx, parseQuery(ctx, asked), { perPage, token: nextPageToken })
  if (next !== null) {
    const search = new URLSearchParams()
    for (const [key, value] of Object.entries(shown ?? asked))
      for (const one of typeof value === 'string' ? [value] : (value ?? []))
        search.append(key, one.toWellFormed())
    search.set('perPage', String(perPage))
    search.set('nextPageToken', next)
    ctx.answerHeader('link', `<${API_PREFIX}${path}?${search}>; rel="next"`)
  }
  return {
    '@context': contextOf(ctx),
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: ctx.now.toISOString(),
    epcisBody: {
      queryResults: {
        queryName: name ?? 'SimpleEventQuery',
        resultsBody: {
          eventList: events as z.input<
            typeof queryDocument
          >['epcisBody']['queryResults']['resultsBody']['eventList'],
        },
      },
    },
  }
}

export const queryEvents = query({
  name: 'traceability.event.list',
  permission: 'traceability.read',
  summary: 'Find EPCIS events by time, step, place, piece, class or document',
  description:
    'Own events and captured ones. Several parameters must all hold. Events are never changed; one that declares another an error has its `eventID` and an `errorDeclaration`.',
  route: 'GET /epcis/events',
  errors: QUERY_ERRORS,
  headers: versionHeaders,
  input: z.looseObject({ ...versionFields, ...pageFields, ...queryFields }),
  output: queryDocument,
  example: { EQ_bizStep: 'shipping,receiving', GE_eventTime: '2026-03-01T00:00:00Z' },
  async run(ctx, input) {
    speak(ctx, input)
    return await answerQuery(ctx, '/epcis/events', askedOf(input), input)
  },
})

export const getEvent = query({
  name: 'traceability.event.get',
  permission: 'traceability.read',
  summary: 'Read an EPCIS event, and whatever declares it an error',
  route: 'GET /epcis/events/:eventID',
  errors: QUERY_ERRORS,
  headers: versionHeaders,
  input: z.object({ ...versionFields, eventID: z.string().max(2_000) }),
  output: queryDocument,
  example: {
    eventID: 'ni:///sha-256;df6523665bc5e5803d6c7b84f5a04e103694d8220f2abc4f2c74310e89f31bc6?ver=CBV2.0',
  },
  async run(ctx, input) {
    speak(ctx, input)
    return await answerQuery(ctx, '/epcis/events', { EQ_eventID: [input.eventID] }, { perPage: 100 })
  },
})

/** What events can be gone through by: a resource with the values that occur, and below each its events. */
interface Dimension {
  readonly resource: string
  readonly field: string
  readonly parameter: string
  readonly column: 'type' | 'biz_step' | 'disposition' | 'read_point' | 'biz_location' | null
  readonly example: string
  readonly what: string
}

const DIMENSIONS: readonly Dimension[] = [
  {
    resource: 'eventTypes',
    field: 'eventType',
    parameter: 'eventType',
    column: 'type',
    example: 'ObjectEvent',
    what: 'type',
  },
  {
    resource: 'bizSteps',
    field: 'bizStep',
    parameter: 'EQ_bizStep',
    column: 'biz_step',
    example: 'shipping',
    what: 'business step',
  },
  {
    resource: 'dispositions',
    field: 'disposition',
    parameter: 'EQ_disposition',
    column: 'disposition',
    example: 'recalled',
    what: 'disposition',
  },
  {
    resource: 'readPoints',
    field: 'readPoint',
    parameter: 'EQ_readPoint',
    column: 'read_point',
    example: 'https://id.gs1.org/414/4012345000054',
    what: 'read point',
  },
  {
    resource: 'bizLocations',
    field: 'bizLocation',
    parameter: 'EQ_bizLocation',
    column: 'biz_location',
    example: 'https://id.gs1.org/414/4012345000054',
    what: 'business location',
  },
  {
    resource: 'epcs',
    field: 'epc',
    parameter: 'MATCH_anyEPC',
    column: null,
    example: 'https://id.gs1.org/01/09506000134352/21/S1',
    what: 'EPC',
  },
]

const collection = z.object({
  '@context': z.array(z.unknown()),
  type: z.literal('Collection'),
  member: z.array(z.string()),
})
const MOST_MEMBERS = 1_000

/** Each value once, without reading all events: from one value of the index to the next. */
function membersOf(tenantId: string, column: NonNullable<Dimension['column']>): Sql {
  const tenant = sql`${tenantId}::uuid`
  const name = sql.trusted(column)
  // Types are few and have no index: each is looked for by itself.
  if (column === 'type')
    return sql`select t.value from unnest(array['AggregationEvent', 'AssociationEvent', 'ObjectEvent', 'TransactionEvent', 'TransformationEvent'])
      as t(value) where exists (select from epcis_event e where e.tenant_id = ${tenant} and e.type = t.value) order by 1`
  return sql`with recursive member as (
      (select e.${name} as value from epcis_event e where e.tenant_id = ${tenant} and e.${name} is not null order by 1 limit 1)
      union all
      select (select e.${name} from epcis_event e where e.tenant_id = ${tenant} and e.${name} > m.value order by 1 limit 1)
      from member m where m.value is not null
    )
    select value from member where value is not null limit ${MOST_MEMBERS}::int`
}

function operationsOf({
  resource,
  field,
  parameter,
  column,
  example,
  what,
}: Dimension): Declared<never, never>[] {
  const of = field.toLowerCase() === 'epc' ? 'epc' : field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
  const events = query({
    name: `traceability.${of}.events`,
    permission: 'traceability.read',
    summary: `Find EPCIS events of a ${what}`,
    description: 'The same parameters as for all events narrow it further.',
    route: `GET /epcis/${resource}/:${field}/events`,
    errors: QUERY_ERRORS,
    headers: versionHeaders,
    input: z.looseObject({
      ...versionFields,
      ...pageFields,
      ...Object.fromEntries(
        Object.entries(queryFields).filter(([name]) => name !== parameter && name !== field),
      ),
      [field]: z.string().max(2_000),
    }),
    output: queryDocument,
    example: { [field]: example } as never,
    async run(ctx, given) {
      const input = given as Given & Parameters<typeof speak>[1] & { perPage: number; nextPageToken?: string }
      speak(ctx, input)
      const value = String(input[field])
      const { [parameter]: _twice, ...asked } = askedOf(input, field === parameter ? [] : [field])
      return await answerQuery(
        ctx,
        `/epcis/${resource}/${encodeURIComponent(value.toWellFormed())}/events`,
        // As a list, so that nothing in it separates.
        { ...asked, [parameter]: [value] },
        { ...input, shown: asked },
      )
    },
  })
  if (column === null) return [events] as unknown as Declared<never, never>[]
  const list = query({
    name: `traceability.${of}.list`,
    permission: 'traceability.read',
    summary: `List every ${what} that occurs in EPCIS events`,
    route: `GET /epcis/${resource}`,
    errors: VERSION_ERRORS,
    headers: versionHeaders,
    input: z.object(versionFields),
    output: collection,
    async run(ctx, input) {
      speak(ctx, input)
      const rows = await ctx.tx.rows<{ value: string }>(membersOf(ctx.tenant.id, column))
      return { '@context': contextOf(ctx), type: 'Collection' as const, member: rows.map((row) => row.value) }
    },
  })
  return [list, events] as unknown as Declared<never, never>[]
}

/** `/bizSteps`, `/bizSteps/{bizStep}/events` and so on. */
export const dimensionOperations = DIMENSIONS.flatMap(operationsOf)
export { isParameter }
