import { uuidV7LowerBound } from '../../../../shared/ids.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { schedule } from '../../../kernel/jobs/job.ts'
import { insertJobs } from '../../../kernel/jobs/queue.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { type Raised, raiseAlerts } from '../alert/raise-alerts.ts'
import { type Home, judgeClient, judgePiece } from '../detect/detectors.ts'
import { DAY_MS, type Scan } from '../detect/scan.ts'
import { THRESHOLDS } from '../detect/thresholds.ts'

/** Scans looked at in one transaction, and how many such a run does at the most: the rest waits for the next. */
const CHUNK = 5_000
const MOST_CHUNKS = 40
/** Of a piece that half the world asks for, the latest so many tell enough. */
const MOST_SCANS = 400
/** Pieces judged together. */
const MOST_PIECES = 200
/** Scans are written a second after they are made, by several processes: what is younger waits. */
const SETTLES_MS = 30_000
const NOTHING = '00000000-0000-0000-0000-000000000000'

export interface WatchReport {
  readonly scans: number
  readonly pieces: number
  readonly findings: number
}

interface NewScan {
  id: string
  piece_id: string
  maker_folded: string
}

/**
 * Looks at the scans since the last time, and at nothing twice: counts them by day, judges the pieces they are of, and has the makers'
 * alerts raised. Where it breaks off it goes on: alerts are queued before the position moves, and are raised once.
 */
export async function watchScans(kernel: Kernel): Promise<WatchReport> {
  const now = kernel.clock.now()
  const until = uuidV7LowerBound(now.getTime() - SETTLES_MS)
  const report = { scans: 0, pieces: 0, findings: 0 }
  for (let i = 0; i < MOST_CHUNKS; i++) {
    const [position] = await kernel.registry.query<{ scan_id: string }>(
      sql`select scan_id from registry.watch_position where id = 1`,
    )
    const after = position?.scan_id ?? NOTHING
    const scans = await kernel.registry.query<NewScan>(
      sql`select id, piece_id, maker_folded from registry.scan
        where id > ${after}::uuid and id < ${until}::uuid order by id limit ${CHUNK}::int`,
    )
    if (scans.length === 0) break
    const byMaker = Map.groupBy(scans, (scan) => scan.maker_folded)
    for (const [maker, ofMaker] of byMaker) {
      const pieces = [...new Set(ofMaker.map((scan) => scan.piece_id))]
      report.pieces += pieces.length
      report.findings += await judge(kernel, maker, pieces, now)
    }
    await moveOn(kernel, after, scans.at(-1)!.id)
    report.scans += scans.length
    if (scans.length < CHUNK) break
  }
  report.findings += await watchTries(kernel, now)
  return report
}

/** Counts what was looked at and moves the position, both or neither: of two who looked at the same scans one does. */
async function moveOn(kernel: Kernel, after: string, last: string): Promise<void> {
  await kernel.registry.query(
    sql`with moved as (
        insert into registry.watch_position as w (id, scan_id) values (1, ${last}::uuid)
        on conflict (id) do update set scan_id = excluded.scan_id where w.scan_id = ${after}::uuid
        returning id
      )
      insert into registry.scan_day as d (maker_folded, day, sku, country, device, scans)
      select s.maker_folded, (s.at at time zone m.time_zone)::date, p.product->>'sku', coalesce(s.country, ''), coalesce(s.device, ''), count(*)
      from registry.scan s
        join registry.piece p on p.id = s.piece_id
        join registry.maker m on m.folded = s.maker_folded
      where s.id > ${after}::uuid and s.id <= ${last}::uuid and exists (select from moved)
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
      on conflict (maker_folded, day, sku, country, device) do update set scans = d.scans + excluded.scans`,
  )
}

async function tenantOf(kernel: Kernel, maker: string): Promise<Tenant | undefined> {
  const [row] = await kernel.registry.query<{ code: string }>(
    sql`select code from registry.maker where folded = ${maker}`,
  )
  return row && (await kernel.tenants.byCode(row.code))
}

/** Where a maker's unsold pieces are scanned most. */
async function homeOf(kernel: Kernel, maker: string, since: string): Promise<Home | undefined> {
  const [row] = await kernel.registry.query<{ lat: number; lon: number }>(
    sql`select lat, lon from registry.scan
      where maker_folded = ${maker} and id > ${since}::uuid and outcome in ('reserved', 'issued', 'in_production', 'in_stock')
        and lat is not null and lon is not null
      group by lat, lon order by count(*) desc, lat, lon limit 1`,
  )
  return row
}

async function judge(kernel: Kernel, maker: string, pieces: readonly string[], now: Date): Promise<number> {
  const tenant = await tenantOf(kernel, maker)
  if (!tenant) return 0
  const since = uuidV7LowerBound(now.getTime() - THRESHOLDS.windowDays * DAY_MS)
  const home = await homeOf(kernel, maker, since)
  const findings: Raised[] = []
  for (let from = 0; from < pieces.length; from += MOST_PIECES) {
    const rows = await kernel.registry.query<{
      piece_id: string
      at: Date
      client: string | null
      outcome: string
      country: string | null
      lat: number | null
      lon: number | null
    }>(
      sql`select s.piece_id, s.at, s.client, s.outcome, s.country, s.lat, s.lon
        from unnest(${pieces.slice(from, from + MOST_PIECES)}::uuid[]) as p (id)
        cross join lateral (
          select * from registry.scan s
          where s.piece_id = p.id and s.at > ${new Date(now.getTime() - THRESHOLDS.windowDays * DAY_MS)}::timestamptz
          order by s.at desc limit ${MOST_SCANS}::int
        ) s
        order by s.piece_id, s.at`,
    )
    for (const [pieceId, ofPiece] of Map.groupBy(rows, (row) => row.piece_id)) {
      const scans: Scan[] = ofPiece.map(({ at, client, outcome, country, lat, lon }) => ({
        atMs: at.getTime(),
        client: client ?? '',
        outcome,
        country,
        lat,
        lon,
      }))
      for (const finding of judgePiece(scans, home))
        findings.push({ ...finding, subject: pieceId, serialId: pieceId })
    }
  }
  await queue(kernel, tenant, findings)
  return findings.length
}

/** Clients that try numbers: of today and yesterday, whoever is beyond the threshold. */
async function watchTries(kernel: Kernel, now: Date): Promise<number> {
  const rows = await kernel.registry.query<{
    maker_folded: string
    day: string
    client: string
    numbers: bigint
    tries: bigint
    first_at: Date
    last_at: Date
    country: string | null
  }>(
    sql`select maker_folded, day, client, count(*) as numbers, sum(tries)::bigint as tries, min(first_at) as first_at, max(last_at) as last_at,
        max(country) as country
      from registry.unknown_try
      where day >= ${new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)}::date and maker_folded <> ''
      group by maker_folded, day, client having count(*) >= ${THRESHOLDS.unknownNumbers}::int
      order by maker_folded, day, client limit 1000`,
  )
  let found = 0
  for (const [maker, ofMaker] of Map.groupBy(rows, (row) => row.maker_folded)) {
    const tenant = await tenantOf(kernel, maker)
    if (!tenant) continue
    const findings = ofMaker.flatMap((row): Raised[] => {
      const finding = judgeClient({
        numbers: Number(row.numbers),
        scans: Number(row.tries),
        firstMs: row.first_at.getTime(),
        lastMs: row.last_at.getTime(),
        country: row.country,
      })
      return finding ? [{ ...finding, subject: `${row.day} ${row.client}`, serialId: null }] : []
    })
    await queue(kernel, tenant, findings)
    found += findings.length
  }
  return found
}

async function queue(kernel: Kernel, tenant: Tenant, findings: readonly Raised[]): Promise<void> {
  if (findings.length === 0) return
  await kernel.database.write(tenant.id, (tx) =>
    insertJobs(kernel.queue, tx, [{ name: raiseAlerts.name, tenantId: tenant.id, data: { findings } }]),
  )
}

/** Every ten minutes: what was scanned since. */
export const watchSchedule = schedule({
  name: 'vigilance.watch-scans',
  cron: '*/10 * * * *',
  run: async (kernel) => {
    const report = await watchScans(kernel)
    if (report.findings > 0) kernel.log.info({ report }, 'scans were looked at')
  },
})
