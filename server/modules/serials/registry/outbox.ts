import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { asQueueDatabase, DEAD, QUEUE_SCHEMA, WORK } from '../../../kernel/jobs/queue.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { linkNow } from './link.ts'
import { LINK_JOB, type LinkData } from './link-job.ts'

/** Links looked at together. */
const CHUNK = 100
/** A link that nobody took for so long after it was due has no worker; one that was taken so long ago has lost it. Seconds. */
const FORGOTTEN_S = 300
const NIL = '00000000-0000-0000-0000-000000000000'
const QUEUE_TABLE = sql.id(QUEUE_SCHEMA, 'job')

/** A link that did not reach the registry yet. */
export interface PendingLink {
  readonly id: string
  /** `waiting` for its next try, `dead` after the last one, `forgotten`: due, and nobody took it, or nobody who lives. */
  readonly state: 'waiting' | 'dead' | 'forgotten'
  readonly tenant: string
  readonly pieces: number
  readonly attempts: number
  readonly queuedAt: string
  /** When it is tried again by itself; null for a dead one. */
  readonly nextTryAt: string | null
  readonly lastError: string | null
}

export interface OutboxReport {
  readonly dryRun: boolean
  readonly found: number
  readonly linked: number
  readonly failed: number
  /** Links by another process in this moment. */
  readonly busy: number
  /** Why the registry could not be reached; nothing was tried then. */
  readonly registryError: string | null
}

export interface OutboxOptions {
  readonly tenant?: Tenant | undefined
  readonly dryRun?: boolean | undefined
  /** This link only. */
  readonly id?: string | undefined
  /** So many at the most, to look at; all of them unless told. */
  readonly most?: number | undefined
  /** Told of each link before it is retried, or instead of. */
  readonly onLink?: (link: PendingLink) => void
  /** Told after every hundred links. */
  readonly onProgress?: ((report: Pick<OutboxReport, 'found' | 'linked' | 'failed'>) => void) | undefined
}

interface Row {
  id: string
  queue: string
  state: PendingLink['state']
  tenant_id: string
  pieces: number
  attempts: number
  queued_at: Date
  next_try_at: Date | null
  last_error: string | null
}

/**
 * Retries the links that failed: those that wait for their next try, and those that failed for good. Each is linked and
 * taken off the queue in one transaction of the tenant store, after the registry has it.
 */
export async function retryLinks(kernel: Kernel, options: OutboxOptions = {}): Promise<OutboxReport> {
  const report = { dryRun: options.dryRun ?? false, found: 0, linked: 0, failed: 0, busy: 0 }
  const registryError = await reach(kernel)
  let after = NIL
  for (;;) {
    const rows = await pendingLinks(kernel, options, after)
    for (const row of rows) {
      report.found++
      options.onLink?.(await toPending(kernel, row))
      if (report.dryRun || registryError !== null) continue
      report[await retry(kernel, row)]++
    }
    options.onProgress?.(report)
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK || report.found >= (options.most ?? Number.POSITIVE_INFINITY)) break
    after = last.id
  }
  return { ...report, registryError }
}

/** With the registry away every link would wait for its own time-out. */
async function reach(kernel: Kernel): Promise<string | null> {
  try {
    await kernel.registry.query(sql`select from registry.maker limit 1`)
    return null
  } catch (error) {
    return error instanceof Error ? error.message || error.name : String(error)
  }
}

async function pendingLinks(kernel: Kernel, options: OutboxOptions, after: string): Promise<Row[]> {
  const tenantId = options.tenant?.id ?? null
  return await kernel.database.query<Row>(
    sql`select id, name as queue, case when name = ${DEAD} then 'dead' when state = 'retry' then 'waiting' else 'forgotten' end as state,
        data->>'tenantId' as tenant_id, jsonb_array_length(data->'data'->'ids') as pieces,
        coalesce(source_retry_count, retry_count) + case when name = ${DEAD} or state = 'retry' then 1 else 0 end as attempts,
        created_on as queued_at, case when name = ${WORK} then start_after end as next_try_at,
        coalesce(output->>'message', source_output->>'message') as last_error
      from ${QUEUE_TABLE}
      where data->>'name' = ${LINK_JOB} and (${tenantId}::text is null or data->>'tenantId' = ${tenantId}::text)
        and ((name = ${DEAD} and state = 'created')
          or (name = ${WORK} and (state = 'retry'
            or (state = 'created' and start_after < now() - ${FORGOTTEN_S}::int * interval '1 second')
            or (state = 'active' and started_on < now() - ${FORGOTTEN_S}::int * interval '1 second'))))
        and id > ${after}::uuid and (${options.id ?? null}::uuid is null or id = ${options.id ?? null}::uuid)
      order by id limit ${CHUNK}::int`,
  )
}

async function toPending(kernel: Kernel, row: Row): Promise<PendingLink> {
  const tenant = await kernel.tenants.byId(row.tenant_id)
  return {
    id: row.id,
    state: row.state,
    tenant: tenant?.code ?? row.tenant_id,
    pieces: row.pieces,
    attempts: row.attempts,
    queuedAt: row.queued_at.toISOString(),
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    lastError: row.last_error,
  }
}

async function retry(kernel: Kernel, row: Row): Promise<'linked' | 'failed' | 'busy'> {
  try {
    const tenant = await kernel.tenants.byId(row.tenant_id)
    if (!tenant) throw new Error(`no tenant has the id ${row.tenant_id}`)
    return await kernel.database.write(tenant.id, async (tx) => {
      const taken = await tx.first<{ data: { data: LinkData } }>(
        sql`select data from ${QUEUE_TABLE}
          where name = ${row.queue} and id = ${row.id}::uuid and state in ('created', 'retry', 'active') for update skip locked`,
      )
      if (!taken) return 'busy'
      await linkNow(kernel.registry, tx, tenant, taken.data.data.ids)
      await kernel.queue.boss.deleteJob(row.queue, row.id, { db: asQueueDatabase(tx) })
      return 'linked'
    })
  } catch (error) {
    kernel.log.error({ err: error, jobId: row.id, tenantId: row.tenant_id }, 'a link failed again')
    return 'failed'
  }
}
