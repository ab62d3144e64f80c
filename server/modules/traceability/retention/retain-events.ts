import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { newId } from '../../../../shared/ids.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { recordOf } from '../../../kernel/command/execute.ts'
import { system } from '../../../kernel/command/principal.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schedule } from '../../../kernel/jobs/job.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

const CHUNK = 1_000
const NIL = '00000000-0000-0000-0000-000000000000'
/** Dropping waits for whoever reads; longer than this nobody is kept from writing. Tomorrow is another day. */
const LOCK_TIMEOUT = '5s'

/** What became of one month. */
export interface RetainedMonth {
  /** `2024-05`. */
  readonly month: string
  readonly events: number
  readonly workshops: number
}

/**
 * Archives the months of events whose time is over (EVENT_RETENTION_MONTHS), a file for each workshop, notes that in its audit log, and
 * drops them with their terms. Run again after it broke off, it archives the same anew and goes on.
 */
export async function retainEvents(kernel: Kernel): Promise<RetainedMonth[]> {
  const { eventRetentionMonths: months } = kernel.config
  if (months === undefined) return []
  const now = kernel.clock.now()
  // The first month that is kept.
  const keptFrom = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1))
    .toISOString()
    .slice(0, 7)
  const partitions = await kernel.retention.query<{ name: string }>(
    sql`select m as name from retention_months('epcis_event') m`,
  )
  const done: RetainedMonth[] = []
  for (const { name } of partitions) {
    const month = name.slice(-7).replace('m', '-')
    if (month >= keptFrom) break
    const tenants = await kernel.retention.query<{ tenant_id: string; facts: bigint }>(
      sql`select tenant_id, facts from retention_tenants(${name})`,
    )
    let events = 0
    for (const { tenant_id, facts } of tenants) {
      const tenant = await kernel.tenants.byId(tenant_id)
      if (!tenant) throw new Error(`${name} has events of ${tenant_id}, which is no workshop`)
      await archive(kernel, tenant, { name, month, facts: Number(facts) })
      events += Number(facts)
    }
    await drop(kernel, name)
    done.push({ month, events, workshops: tenants.length })
    kernel.log.info(
      { month, events, workshops: tenants.length },
      'a month of events was archived and dropped',
    )
  }
  return done
}

/** Writes the month of one workshop to its storage, an event a line as it was told, and notes it in the audit log. */
async function archive(
  kernel: Kernel,
  tenant: Tenant,
  { name, month, facts }: { name: string; month: string; facts: number },
): Promise<void> {
  const key = `${tenant.id}/archive/epcis/${month}.ndjson.gz`
  const hash = createHash('sha256')
  const lines = Readable.from(factsOf(kernel, name, tenant.id, (line) => hash.update(line)))
  await kernel.storage.putStream(key, lines.pipe(createGzip()))
  const caller = { principal: system, tenant, locale: tenant.locale, requestId: newId() }
  await recordOf(kernel, 'traceability.event.archive', caller, undefined, {
    entity: 'epcis_event',
    label: month,
    changes: { archived: facts, file: key, sha256: hash.digest('hex') },
  })
}

async function* factsOf(
  kernel: Kernel,
  partition: string,
  tenantId: string,
  onLine: (line: string) => void,
): AsyncGenerator<string> {
  for (let after = NIL; ; ) {
    const rows = await kernel.retention.query<{ id: string; fact: object }>(
      sql`select id, fact from retention_rows(${partition}, ${tenantId}::uuid, ${after}::uuid, ${CHUNK}::int)`,
    )
    for (const { fact } of rows) {
      const line = `${JSON.stringify(fact)}\n`
      onLine(line)
      yield line
    }
    if (rows.length < CHUNK) return
    after = rows.at(-1)!.id
  }
}

/** The terms first: an event without terms is found by nobody, terms without an event lead nowhere. */
async function drop(kernel: Kernel, name: string): Promise<void> {
  const terms = name.replace('epcis_event', 'epcis_event_term')
  await kernel.retention.query(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, false)`)
  const known = await kernel.retention.query(
    sql`select from retention_months('epcis_event_term') m where m = ${terms}`,
  )
  if (known.length > 0) await kernel.retention.query(sql`select retention_drop(${terms})`)
  await kernel.retention.query(sql`select retention_drop(${name})`)
}

/** Daily: a month goes on the first day that it may. */
export const retentionSchedule = schedule({
  name: 'traceability.retain-events',
  cron: '25 4 * * *',
  run: async (kernel) => {
    await retainEvents(kernel)
  },
})
