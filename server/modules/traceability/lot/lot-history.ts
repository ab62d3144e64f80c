import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { type EventDocument, isUri } from '../event/check-document.ts'
import { Identifiers } from '../event/identifiers.ts'
import { canonicalUri } from '../event-hash/canonical-uri.ts'
import { findEvents } from '../query/find-events.ts'
import { contextOf } from '../rest-binding.ts'

/** Events of one history; there are seldom a hundred. */
const MOST_EVENTS = 1_000

const historyDocument = z
  .looseObject({
    '@context': z.array(z.unknown()),
    type: z.literal('EPCISDocument'),
    schemaVersion: z.string(),
    creationDate: z.string(),
    epcisBody: z.object({ eventList: z.array(z.looseObject({ type: z.string(), eventID: z.string() })) }),
  })
  .meta({ description: 'EPCISDocument, oldest event first' })

/** Every event that names one of these, the oldest first. */
async function history(
  ctx: TenantContext,
  uris: readonly string[],
): Promise<z.input<typeof historyDocument>> {
  const { events } = await findEvents(
    ctx,
    {
      conditions: [],
      terms: [{ roles: ANY_ROLE, values: uris, prefixes: [] }],
      orderBy: 'event_time',
      descending: false,
      fingerprint: '',
    },
    { perPage: MOST_EVENTS },
  )
  return {
    '@context': contextOf(ctx),
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: ctx.now.toISOString(),
    epcisBody: { eventList: events as (EventDocument & { type: string; eventID: string })[] },
  }
}
const ANY_ROLE = [
  'epc',
  'child',
  'parent',
  'input',
  'output',
  'epcClass',
  'childClass',
  'inputClass',
  'outputClass',
]

interface LotRow {
  id: string
  code: string
  sku: string
  gtin: string | null
  classes: string[] | null
}

const lotColumns = sql`b.id, b.code, p.sku, p.gtin,
  (select array_agg(c.epc_class order by c.epc_class) from lot_epc_class c where c.tenant_id = b.tenant_id and c.lot_id = b.id) as classes`

/** Everything that a lot is called in events. */
function namesOfLot(ids: Identifiers, lot: LotRow): string[] {
  const { uri, own } = ids.class(lot, lot.code)
  return [...new Set([uri, own, ...(lot.classes ?? [])])]
}

export const lotHistory = query({
  name: 'traceability.lot.history',
  permission: 'traceability.read',
  summary: 'The EPCIS events of a lot, our own and those of others',
  route: 'GET /epcis/lots/:id',
  input: z.object({ id }),
  output: historyDocument,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const lot = await ctx.tx.first<LotRow>(
      sql`select ${lotColumns} from lot b join product p on p.tenant_id = b.tenant_id and p.id = b.product_id
        where b.tenant_id = ${ctx.tenant.id}::uuid and b.id = ${input.id}::uuid`,
    )
    if (!lot) throw kernelFail('not_found')
    return await history(ctx, namesOfLot(new Identifiers(ctx.kernel.config, ctx.tenant), lot))
  },
})

export const pieceHistory = query({
  name: 'traceability.serial.history',
  permission: 'traceability.read',
  summary: 'The EPCIS events of a piece and of every lot in it, as one document',
  description: 'From the supplier’s hide to the customer: what others have sent of the lots is among them.',
  route: 'GET /epcis/serials/:id',
  input: z.object({ id }),
  output: historyDocument,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [piece, lots] = await Promise.all([
      ctx.tx.first<{ compact: string; kind: 'standard' | 'legacy'; gtin: string | null }>(
        sql`select s.compact, s.kind, p.gtin from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
          where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid`,
      ),
      ctx.tx.rows<LotRow>(
        sql`select ${lotColumns}
          from (select distinct m.lot_id from token_material m where m.tenant_id = ${tenant} and m.serial_id = ${input.id}::uuid) m
            join lot b on b.tenant_id = ${tenant} and b.id = m.lot_id
            join product p on p.tenant_id = ${tenant} and p.id = b.product_id
          order by b.id limit 100`,
      ),
    ])
    if (!piece) throw kernelFail('not_found')
    const ids = new Identifiers(ctx.kernel.config, ctx.tenant)
    const { uri, own } = ids.piece(piece)
    const ofPiece = await history(ctx, [uri, own])
    if (lots.length === 0) return ofPiece
    const ofLots = await history(
      ctx,
      lots.flatMap((lot) => namesOfLot(ids, lot)),
    )
    // Of the lots' events those that went into other pieces are not this piece's history.
    const foreign = (ofLots.epcisBody.eventList as EventDocument[]).filter(
      (event) => event.type !== 'TransformationEvent' || !('outputEPCList' in event) || !isOwn(event, ids),
    )
    const events = new Map<string, EventDocument>()
    for (const event of [...foreign, ...(ofPiece.epcisBody.eventList as EventDocument[])])
      events.set(`${event.eventID} ${JSON.stringify(event.errorDeclaration ?? null)}`, event)
    const sorted = [...events.values()].sort(
      (a, b) => Date.parse(String(a.eventTime)) - Date.parse(String(b.eventTime)),
    )
    return {
      ...ofPiece,
      epcisBody: { eventList: sorted as (EventDocument & { type: string; eventID: string })[] },
    }
  },
})

/** Whether it happened in this workshop. */
const isOwn = (event: EventDocument, ids: Identifiers): boolean =>
  (event.readPoint as { id?: string } | undefined)?.id === ids.location('PRODUCTION')

export const nameLot = command({
  name: 'traceability.lot.name',
  summary: 'Say what somebody else calls a lot',
  description:
    'Events that name this class are then events of the lot, also those that were captured before.',
  route: 'POST /epcis/lots/:id/classes',
  status: 201,
  errors: ['traceability.class_unusable'],
  input: z.object({ id, epcClass: z.string().max(500) }),
  output: z.object({ id, epcClass: z.string() }),
  example: { id: EXAMPLE_ID, epcClass: 'urn:epc:class:lgtin:4012345.011111.HIDE-2026-014' },
  async run(ctx, input) {
    if (!isUri(input.epcClass)) throw fail('traceability.class_unusable')
    const epcClass = canonicalUri(input.epcClass)
    const lot = await ctx.tx.first<{ code: string }>(
      sql`with lot as (
          select b.code, b.id from lot b where b.tenant_id = ${ctx.tenant.id}::uuid and b.id = ${input.id}::uuid
        ), named as (
          insert into lot_epc_class (tenant_id, id, lot_id, epc_class, created_at)
          select ${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, lot.id, ${epcClass}, ${ctx.now}::timestamptz from lot
          on conflict (tenant_id, lot_id, epc_class) do nothing
        )
        select code from lot`,
    )
    if (!lot) throw kernelFail('not_found')
    ctx.audit({ entity: 'lot', id: input.id, label: lot.code, changes: { epcClass } })
    return { id: input.id, epcClass }
  },
})
