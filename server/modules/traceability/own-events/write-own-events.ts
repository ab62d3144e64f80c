import { idTimeMs, newId, uuidV7LowerBound } from '../../../../shared/ids.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { onEach } from '../../../kernel/events/event.ts'
import { job, schedule } from '../../../kernel/jobs/job.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { stockAdjusted, stockReceived, stockTransferred } from '../../inventory/index.ts'
import { serialsLinked } from '../../serials/index.ts'
import { Identifiers } from '../event/identifiers.ts'
import { type NewEvent, writeEvents } from '../event/write-events.ts'
import {
  chunkOf,
  FIRST_ID,
  type MaterialFact,
  type MoveFact,
  type SerialFact,
  SOURCES,
  type SourceName,
  type WorkFact,
} from './facts.ts'
import { materialEventOf, moveEventOf, serialEventOf, type Teller, workEventOf } from './own-event.ts'

/** Rows of a source that are looked through together, and events of one transaction. */
const CHUNK = 500
const MOST = 50_000
/** How far back a fact may still appear: its transaction lives for ten minutes at most, and a run goes on past it for five. */
const LATE_MS = 15 * 60_000
/** After that, a run looks back again; with its last transaction it is below five minutes. */
const RUN_MS = 4 * 60_000
/** The same after a command has told of itself: what appears later than that comes with the schedule. */
const SOON_MS = 30_000

const NAMES = Object.keys(SOURCES) as SourceName[]

/** The last id of each source that a run has looked at. */
type Reached = Map<SourceName, string>

/**
 * Writes the events of facts that have none yet, as many as fit one transaction, and gives how many. One at a time for each workshop:
 * whoever comes meanwhile leaves it to the one who is at it, and to the schedule. An event could not be written twice in any case,
 * since it has the id of its fact. Transactions of one run share `reached`: each goes on where the one before it ended.
 */
export async function writeOwnEvents(
  kernel: Kernel,
  tx: Tx,
  tenant: Tenant,
  { lateMs = LATE_MS, reached = new Map() }: { lateMs?: number; reached?: Reached } = {},
): Promise<number> {
  const lock = await tx.one<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('own events of ' || ${tenant.id}, 0)) as taken`,
  )
  if (!lock.taken) return 0
  const teller: Teller = { ids: new Identifiers(kernel.config, tenant), timeZone: tenant.timeZone }
  const now = kernel.clock.now()
  let events = 0
  for (const source of NAMES) {
    const progress = await tx.first<{ through_id: string }>(
      sql`select through_id from epcis_progress where tenant_id = ${tenant.id}::uuid and source = ${source}`,
    )
    const through = progress?.through_id ?? FIRST_ID
    let floor = reached.get(source) ?? uuidV7LowerBound(Math.max(0, idTimeMs(through) - lateMs))
    for (let isLast = false; !isLast && events < MOST; ) {
      const { rows, last: until } = await tx.one<{ rows: number; last: string | null }>(
        chunkOf(source, tenant.id, floor, CHUNK),
      )
      isLast = rows < CHUNK
      if (until === null) break
      const facts = await tx.rows<{ id: string }>(SOURCES[source]({ tenantId: tenant.id, floor, until }))
      if (facts.length > 0)
        events += await writeEvents(
          tx,
          tenant.id,
          now,
          facts.map((fact) => eventOf(teller, source, fact)),
        )
      floor = until
    }
    reached.set(source, floor)
    if (floor > through)
      await tx.run(
        sql`insert into epcis_progress as p (tenant_id, id, source, through_id, updated_at)
          values (${tenant.id}::uuid, ${newId(now.getTime())}::uuid, ${source}, ${floor}::uuid, ${now}::timestamptz)
          on conflict (tenant_id, source) do update set through_id = excluded.through_id, updated_at = excluded.updated_at`,
      )
    if (events >= MOST) return events
  }
  return events
}

function eventOf(teller: Teller, source: SourceName, fact: object): NewEvent {
  switch (source) {
    case 'serial_event':
      return serialEventOf(teller, fact as SerialFact)
    case 'stock_move':
      return moveEventOf(teller, fact as MoveFact)
    case 'token_material':
      return materialEventOf(teller, fact as MaterialFact)
    case 'wip_log':
      return workEventOf(teller, fact as WorkFact)
  }
}

/** How long facts are gathered before their events are written together. */
const GATHER_MS = 2_000

/** Until when a run of each workshop is promised that has not begun yet, for each program. */
const promised = new WeakMap<Kernel, Map<string, number>>()

function promisesOf(kernel: Kernel): Map<string, number> {
  let promises = promised.get(kernel)
  if (!promises) {
    promises = new Map()
    promised.set(kernel, promises)
  }
  return promises
}

/** Writes what was gathered. Whatever is told of from its beginning on promises the next run. */
export const writeGathered = job<object>({
  name: 'traceability.write-gathered-events',
  async run(ctx) {
    promisesOf(ctx.kernel).delete(ctx.tenant.id)
    const written = await writeOwnEvents(ctx.kernel, ctx.tx, ctx.tenant, { lateMs: SOON_MS })
    ctx.audit({ entity: 'epcis_event', changes: { written } })
  },
})

/**
 * Lets the events be written soon, by one run for all that is told of until then: each run looks through the last half minute again,
 * and a workshop that finishes a hundred pieces a second would look a hundred times. Programs do not know of each other's promises,
 * nor need they: a run too many finds nothing left.
 */
async function writeSoon(ctx: TenantContext): Promise<void> {
  const promises = promisesOf(ctx.kernel)
  const nowMs = ctx.now.getTime()
  if ((promises.get(ctx.tenant.id) ?? 0) > nowMs) return
  const startAfter = new Date(nowMs + GATHER_MS)
  ctx.enqueue(writeGathered, {}, { startAfter })
  ctx.afterCommit(() => promises.set(ctx.tenant.id, startAfter.getTime()))
}

/** Whatever changes a piece or a lot has its events within seconds. */
export const ownEventsSubscriptions = [
  onEach(serialsLinked, 'traceability.events-of-pieces', writeSoon),
  onEach(stockReceived, 'traceability.events-of-receipts', writeSoon),
  onEach(stockTransferred, 'traceability.events-of-transfers', writeSoon),
  onEach(stockAdjusted, 'traceability.events-of-adjustments', writeSoon),
]

/** Every five minutes for every workshop: also operations, which tell nobody, and what was committed late. */
export const ownEventsSchedule = schedule({
  name: 'traceability.write-own-events',
  cron: '3-59/5 * * * *',
  async run(kernel) {
    const tenants = await kernel.database.query<{ id: string }>(sql`select id from tenant order by id`)
    for (const { id } of tenants) {
      const tenant = await kernel.tenants.byId(id)
      if (tenant) await writeAllOwnEvents(kernel, tenant)
    }
  },
})

/** Until there is nothing left to write, a transaction at a time. Gives how many events were written. */
export async function writeAllOwnEvents(kernel: Kernel, tenant: Tenant): Promise<number> {
  let events = 0
  let reached: Reached = new Map()
  let sinceMs = kernel.clock.now().getTime()
  for (;;) {
    const written = await kernel.database.write(tenant.id, (tx) =>
      writeOwnEvents(kernel, tx, tenant, { reached }),
    )
    events += written
    if (written === 0) return events
    // What was written a moment ago is not looked through again: after a great import each transaction would begin with all of it.
    const nowMs = kernel.clock.now().getTime()
    if (nowMs - sinceMs < RUN_MS) continue
    reached = new Map()
    sinceMs = nowMs
  }
}
