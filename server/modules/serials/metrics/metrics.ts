import { sql } from '../../../kernel/db/sql.ts'
import { DEAD, QUEUE_SCHEMA, WORK } from '../../../kernel/jobs/queue.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { LINK_JOB } from '../registry/link-job.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** How many pieces there are, of which makers and in which states, and how often they were asked for. */
export async function summary(kernel: Kernel) {
  const [byStatus, byLine, makers, scans, outcomes] = await Promise.all([
    kernel.registry.query<{ status: string; pieces: bigint }>(
      sql`select status, count(*) as pieces from registry.piece group by status order by status`,
    ),
    kernel.registry.query<{ line: string; pieces: bigint }>(
      sql`select line, count(*) as pieces from registry.piece group by line order by line`,
    ),
    kernel.registry.query<{ makers: bigint }>(sql`select count(*) as makers from registry.maker`),
    kernel.registry.query<{ scans: bigint; pieces: bigint }>(
      sql`select coalesce(sum(scans), 0)::bigint as scans, count(*) as pieces from registry.scan_count`,
    ),
    outcomesSince(kernel, new Date(kernel.clock.now().getTime() - DAY_MS)),
  ])
  return {
    pieces: byStatus.reduce((sum, row) => sum + Number(row.pieces), 0),
    byStatus: counts(byStatus.map((row) => [row.status, row.pieces])),
    byLine: counts(byLine.map((row) => [row.line, row.pieces])),
    makers: Number(makers[0]?.makers ?? 0n),
    scans: { total: Number(scans[0]?.scans ?? 0n), pieces: Number(scans[0]?.pieces ?? 0n) },
    verificationsLastDay: outcomes,
  }
}

/** Serials issued per day, the latest day last; days without any are there too. Days are those of the makers. */
export async function generationRate(kernel: Kernel, days: number) {
  const today = kernel.clock.now().toISOString().slice(0, 10)
  const rows = await kernel.registry.query<{ day: string; line: string; issued: bigint }>(
    // A maker east of Greenwich may be a day ahead.
    sql`select issued_on as day, line, count(*) as issued from registry.piece
      where issued_on > ${today}::date - ${days}::int and issued_on <= ${today}::date + 1
      group by issued_on, line`,
  )
  const latest = [today, ...rows.map((row) => row.day)].sort().at(-1)!
  const end = Date.parse(`${latest}T00:00:00Z`)
  const items = Array.from({ length: days }, (_, i) => {
    const day = new Date(end - (days - 1 - i) * DAY_MS).toISOString().slice(0, 10)
    const ofDay = rows.filter((row) => row.day === day)
    return {
      day,
      issued: ofDay.reduce((sum, row) => sum + Number(row.issued), 0),
      byLine: counts(ofDay.map((row) => [row.line, row.issued])),
    }
  })
  const issued = items.reduce((sum, item) => sum + item.issued, 0)
  return { days, issued, perDay: Math.round((issued / days) * 100) / 100, items }
}

interface QueueRow {
  kind: 'queued' | 'running' | 'retrying' | 'dead'
  links: bigint
  pieces: bigint
  oldest_s: number | null
}

/** Whether changes reach the registry: what waits, what failed, how long, and what the last check found. */
export async function linkHealth(kernel: Kernel) {
  const queued = await kernel.database.query<QueueRow>(
    sql`select case when name = ${DEAD} then 'dead' when state = 'retry' then 'retrying' when state = 'active' then 'running'
          else 'queued' end as kind,
        count(*) as links, coalesce(sum(jsonb_array_length(data->'data'->'ids')), 0)::bigint as pieces, 
          extract(epoch from now() - min(created_on))::int as oldest_s
      from ${sql.id(QUEUE_SCHEMA, 'job')}
      where data->>'name' = ${LINK_JOB}
        and ((name = ${WORK} and state in ('created', 'retry', 'active')) or (name = ${DEAD} and state = 'created'))
      group by 1`,
  )
  const of = (kind: QueueRow['kind']) => {
    const row = queued.find((candidate) => candidate.kind === kind)
    return {
      links: Number(row?.links ?? 0n),
      pieces: Number(row?.pieces ?? 0n),
      oldestSeconds: row?.oldest_s ?? null,
    }
  }
  const startedMs = performance.now()
  const registry = await lastCheck(kernel).then(
    (check) => ({ ok: true, check }),
    () => ({ ok: false, check: null }),
  )
  return {
    ok: registry.ok && of('dead').links === 0 && of('retrying').links === 0,
    registry: { ok: registry.ok, milliseconds: Math.round((performance.now() - startedMs) * 10) / 10 },
    queued: of('queued'),
    running: of('running'),
    retrying: of('retrying'),
    dead: of('dead'),
    lastCheck: registry.check,
  }
}

async function lastCheck(kernel: Kernel) {
  const [run] = await kernel.registry.query<{
    started_at: Date
    finished_at: Date
    tenants: number
    checked: bigint
    repaired: bigint
    quarantined: bigint
    errors: bigint
    causes: Record<string, number>
  }>(
    sql`select started_at, finished_at, tenants, checked, repaired, quarantined, errors, causes from registry.check_run
      order by id desc limit 1`,
  )
  return (
    (run && {
      startedAt: run.started_at.toISOString(),
      finishedAt: run.finished_at.toISOString(),
      tenants: run.tenants,
      checked: Number(run.checked),
      repaired: Number(run.repaired),
      quarantined: Number(run.quarantined),
      errors: Number(run.errors),
      causes: run.causes,
    }) ??
    null
  )
}

/** Outcomes of verification that are no piece. */
const FAILURES = ['malformed', 'check', 'unknown', 'hash', 'quarantined', 'limited', 'unavailable']
const SHOWN_ERRORS = 20

/** What went wrong: failed verifications by cause, the latest failed links, what checks found. */
export async function errors(kernel: Kernel) {
  const since = new Date(kernel.clock.now().getTime() - DAY_MS)
  const [outcomes, links, checks] = await Promise.all([
    outcomesSince(kernel, since),
    kernel.database.query<{
      id: string
      dead: boolean
      tenant_id: string
      attempts: number
      created_on: Date
      message: string | null
    }>(
      sql`select id, name = ${DEAD} as dead, data->>'tenantId' as tenant_id, coalesce(source_retry_count, retry_count) + 1 as attempts,
          created_on, coalesce(output->>'message', source_output->>'message') as message
        from ${sql.id(QUEUE_SCHEMA, 'job')}
        where data->>'name' = ${LINK_JOB} and ((name = ${WORK} and state = 'retry') or (name = ${DEAD} and state = 'created'))
        order by created_on desc limit ${SHOWN_ERRORS}::int`,
    ),
    kernel.registry.query<{
      started_at: Date
      quarantined: bigint
      errors: bigint
      causes: Record<string, number>
    }>(
      sql`select started_at, quarantined, errors, causes from registry.check_run where errors > 0 or quarantined > 0
        order by id desc limit ${SHOWN_ERRORS}::int`,
    ),
  ])
  const tenants = await Promise.all(links.map((link) => kernel.tenants.byId(link.tenant_id)))
  return {
    since: since.toISOString(),
    verification: Object.fromEntries(FAILURES.map((name) => [name, outcomes[name] ?? 0])),
    links: links.map((link, i) => ({
      id: link.id,
      tenant: tenants[i]?.code ?? link.tenant_id,
      dead: link.dead,
      attempts: link.attempts,
      queuedAt: link.created_on.toISOString(),
      lastError: link.message,
    })),
    checks: checks.map((run) => ({
      startedAt: run.started_at.toISOString(),
      quarantined: Number(run.quarantined),
      errors: Number(run.errors),
      causes: run.causes,
    })),
  }
}

async function outcomesSince(kernel: Kernel, since: Date): Promise<Record<string, number>> {
  // Outcomes are kept by the hour: the one that `since` lies in counts whole.
  const hour = new Date(since.getTime() - (since.getTime() % HOUR_MS))
  const rows = await kernel.registry.query<{ outcome: string; count: bigint }>(
    sql`select outcome, sum(count)::bigint as count from registry.verify_outcome where hour >= ${hour}::timestamptz
      group by outcome order by outcome`,
  )
  return counts(rows.map((row) => [row.outcome, row.count]))
}

const counts = (rows: readonly (readonly [string, bigint])[]): Record<string, number> =>
  Object.fromEntries(rows.map(([name, count]) => [name, Number(count)]))
