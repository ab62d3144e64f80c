import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { FieldError } from '../../../kernel/errors/problem.ts'
import { API_PREFIX } from '../../../kernel/http/prefix.ts'
import { fail } from '../errors.ts'
import { checkEvent, type EventDocument, momentOf, readCaptured } from '../event/check-document.ts'
import { keyOf } from '../event/identifiers.ts'
import { termsOf } from '../event/terms.ts'
import { writeEvents } from '../event/write-events.ts'
import { eventHash, hashContext } from '../event-hash/event-hash.ts'
import { lotsOfClasses } from '../lot/lots-of-classes.ts'
import { speak, VERSION_ERRORS, versionFields, versionHeaders } from '../rest-binding.ts'
import { captureOutput, presentCapture } from './present-capture.ts'

/** Events of one request, and how large it may be. */
export const MOST_EVENTS = 2_000
export const MOST_BYTES = 8 * 1_048_576
/** Faults that are told; whoever has more corrects these first. */
const MOST_FAULTS = 100

export const captureEvents = command({
  name: 'traceability.event.capture',
  summary: 'Capture EPCIS events that somebody else has sent',
  description: [
    'An `EPCISDocument`, or one event with its `@context`. The header `GS1-Capture-Error-Behaviour` decides what a wrong event does:',
    '`rollback` (as long as nothing is said) refuses all, `proceed` captures the others and names the wrong ones in the capture job.',
    'An event that was captured before, by its `eventID`, is not captured again. The work is done when the answer comes; the job at',
    '`Location` keeps what became of it. A correction is the same event with an `errorDeclaration`.',
  ].join(' '),
  route: 'POST /epcis/capture',
  status: 202,
  bodyLimitBytes: MOST_BYTES,
  errors: ['traceability.document_invalid', 'traceability.capture_too_many', ...VERSION_ERRORS],
  headers: { ...versionHeaders, captureErrorBehaviour: 'gs1-capture-error-behaviour' },
  input: z.looseObject({
    ...versionFields,
    captureErrorBehaviour: z.enum(['rollback', 'proceed']).default('rollback'),
    type: z.string().max(200).meta({ description: 'EPCISDocument, or the type of the one event' }),
    '@context': z.unknown().optional(),
    schemaVersion: z.unknown().optional(),
    creationDate: z.unknown().optional(),
    epcisBody: z.unknown().optional(),
  }),
  output: captureOutput,
  auditInput: ({ type, captureErrorBehaviour }) => ({ type, captureErrorBehaviour }),
  example: {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-02T10:00:00Z',
    epcisBody: {
      eventList: [
        {
          type: 'ObjectEvent',
          eventTime: '2026-02-27T09:30:00+01:00',
          eventTimeZoneOffset: '+01:00',
          action: 'OBSERVE',
          bizStep: 'shipping',
          disposition: 'in_transit',
          quantityList: [
            { epcClass: 'urn:epc:class:lgtin:4012345.011111.HIDE-2026-014', quantity: 24.5, uom: 'FTK' },
          ],
        },
      ],
    },
  },
  async run(ctx, input) {
    const {
      captureErrorBehaviour: behaviour,
      accept,
      epcisVersion,
      epcisMin,
      epcisMax,
      cbvVersion,
      ...sent
    } = input
    speak(ctx, { accept, epcisVersion, epcisMin, epcisMax, cbvVersion })
    ctx.answerHeader('gs1-capture-error-behaviour', behaviour)
    ctx.answerHeader('gs1-epcis-capture-limit', String(MOST_EVENTS))
    ctx.answerHeader('gs1-epcis-capture-file-size-limit', String(MOST_BYTES))
    const document = wellFormed(sent) as EventDocument
    const { events, faults } = readCaptured(document)
    if (events.length > MOST_EVENTS)
      throw fail('traceability.capture_too_many', { limit: MOST_EVENTS, count: events.length })
    const checked = events.map(({ event, at }) => ({
      event: event as EventDocument,
      faults: checkEvent(event, at),
    }))
    const wrong = checked.flatMap((one) => one.faults)
    // Without its frame a document means nothing; a wrong event may be left out.
    const fatal = behaviour === 'rollback' ? [...faults, ...wrong] : faults
    if (fatal.length > 0)
      throw fail(
        'traceability.document_invalid',
        { count: fatal.length },
        { errors: fatal.slice(0, MOST_FAULTS) },
      )
    const good = checked.filter((one) => one.faults.length === 0).map((one) => one.event)
    return await capture(ctx, document, good, { behaviour, total: events.length, wrong })
  },
})

async function capture(
  ctx: TenantContext,
  document: EventDocument,
  good: readonly EventDocument[],
  {
    behaviour,
    total,
    wrong,
  }: { behaviour: 'rollback' | 'proceed'; total: number; wrong: readonly FieldError[] },
) {
  const nowMs = ctx.now.getTime()
  const id = newId(nowMs)
  const events = named(document, good)
  const fresh = await takeIds(ctx, events)
  const classes = [
    ...new Set(
      fresh.flatMap(({ document: event }) =>
        termsOf(event).flatMap(({ role, value }) => (/class$/i.test(role) ? [value] : [])),
      ),
    ),
  ]
  const [captured, lots] = await Promise.all([
    writeEvents(
      ctx.tx,
      ctx.tenant.id,
      ctx.now,
      fresh.map((one) => ({ id: one.id, origin: 'captured', document: one.document, captureId: id })),
    ),
    lotsOfClasses(ctx, classes),
  ])
  const row = {
    id,
    created_at: ctx.now,
    finished_at: ctx.now,
    success: wrong.length === 0,
    error_behaviour: behaviour,
    captured,
    duplicates: good.length - captured,
    refused: total - good.length,
    errors: wrong.slice(0, MOST_FAULTS),
    actor_name: ctx.principal.name,
  }
  ctx.writeBeside(
    sql`insert into epcis_capture (tenant_id, id, created_at, finished_at, success, error_behaviour, captured, duplicates, refused, errors,
        actor_name)
      values (${ctx.tenant.id}::uuid, ${id}::uuid, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz, ${row.success}, ${behaviour},
        ${captured}::int, ${row.duplicates}::int, ${row.refused}::int, ${JSON.stringify(row.errors)}::jsonb, ${row.actor_name})`,
  )
  ctx.audit({
    entity: 'epcis_capture',
    id,
    changes: { captured, duplicates: row.duplicates, refused: row.refused },
  })
  ctx.answerHeader('location', `${API_PREFIX}/epcis/capture/${id}`)
  return { ...presentCapture(row), lots }
}

interface Named {
  readonly id: string
  readonly key: string
  readonly document: EventDocument
}

/**
 * Each event with its id (its hash where it has none) and the `@context` that its own words need: it has to be understood without
 * its document.
 */
function named(
  document: EventDocument,
  events: readonly EventDocument[],
): (Omit<Named, 'id'> & { eventKey: string; declaredAt: Date | null })[] {
  const outer = hashContext(document as Parameters<typeof hashContext>[0])
  const extra = document.type === 'EPCISDocument' ? ownContext(document['@context']) : []
  const seen = new Set<string>()
  return events.flatMap((event) => {
    const { '@context': inner, eventID, ...rest } = event
    const context = distinct([...extra, ...ownContext(inner)])
    const full = { ...rest, ...(context.length > 0 ? { '@context': context } : {}) }
    const named = eventID ?? eventHash(full as Parameters<typeof eventHash>[0], outer)
    const declaration = event.errorDeclaration as { declarationTime: string } | undefined
    const declaredAt = declaration ? momentOf(declaration.declarationTime) : null
    const key = keyOf(`${named} ${declaredAt?.toISOString() ?? ''}`)
    if (seen.has(key)) return []
    seen.add(key)
    return [{ key, eventKey: keyOf(String(named)), declaredAt, document: { eventID: named, ...full } }]
  })
}

/** The part of a `@context` that is not the one of EPCIS, which every answer has. */
const ownContext = (context: unknown): unknown[] =>
  (Array.isArray(context) ? context : context === undefined ? [] : [context]).filter(
    (part) => typeof part !== 'string' || !/^https:\/\/ref\.gs1\.org\/standards\/epcis\//.test(part),
  )

const distinct = (parts: readonly unknown[]): unknown[] => [
  ...new Map(parts.map((part) => [JSON.stringify(part), part])).values(),
]

/** Of events those that are not here yet; their ids are taken, so that of two who send one only the first captures it. */
async function takeIds(ctx: TenantContext, events: ReturnType<typeof named>): Promise<Named[]> {
  if (events.length === 0) return []
  const tenant = sql`${ctx.tenant.id}::uuid`
  const ids = events.map(() => newId(ctx.now.getTime()))
  const rows = await ctx.tx.rows<{ id: string }>(
    sql`with given as materialized (
        select * from unnest(${events.map((one) => one.key)}::uuid[], ${ids}::uuid[], ${events.map((one) => one.eventKey)}::uuid[],
          ${events.map((one) => one.declaredAt)}::timestamptz[]) as g(id, event_row_id, event_key, declared_at)
      )
      insert into epcis_captured_id (tenant_id, id, event_row_id, captured_at)
      select ${tenant}, g.id, g.event_row_id, ${ctx.now}::timestamptz from given g
      where not exists (select from epcis_event e where e.tenant_id = ${tenant} and e.event_key = g.event_key and e.origin = 'own'
        and e.declared_at is not distinct from g.declared_at)
      order by g.id
      on conflict (tenant_id, id) do nothing
      returning id`,
  )
  const taken = new Set(rows.map((row) => row.id))
  return events.flatMap((one, i) =>
    taken.has(one.key) ? [{ id: ids[i]!, key: one.key, document: one.document }] : [],
  )
}

/** Text as PostgreSQL keeps it: no NUL, no half of a surrogate pair. */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd')
  if (Array.isArray(value)) return value.map(wellFormed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [wellFormed(key) as string, wellFormed(field)]),
  )
}
