import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CrashReport, crashRun } from './crash-run.ts'
import { BUYERS } from './load.ts'

/** Kills in `npm test`; `npm run test:long` asks for 50. */
const MOMENTS = Number(process.env.CRASH_MOMENTS ?? 5)
const SEED = Number(process.env.CRASH_SEED ?? 20260302)

describe(`${MOMENTS} times kill -9, under load (seed ${SEED})`, () => {
  let report: CrashReport
  beforeAll(
    async () => {
      report = await crashRun({ moments: MOMENTS, seed: SEED, say: (line) => console.info(line) })
    },
    60_000 + MOMENTS * 15_000,
  )
  afterAll(() => report?.close())

  it('hit work in flight each time, in web, worker and database', () => {
    expect(report.moments).toHaveLength(MOMENTS)
    for (const moment of report.moments) expect(moment.inFlight, moment.victim).toBeGreaterThan(0)
    expect(new Set(report.moments.map((moment) => moment.victim)).size).toBe(Math.min(3, MOMENTS))
    expect(report.log.broken).toBeGreaterThan(0)
  })

  it('lost no acknowledged order and doubled none', async () => {
    const acknowledged = report.log.acknowledged('order').map((intent) => String(intent.acknowledged!.id))
    const stored = await report.rows<{ id: string }>('select id from sales_order')
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(stored.map((row) => row.id).sort()).toEqual([...acknowledged].sort())
    const invoices = await report.rows<{ n: string }>(
      `select count(distinct order_id) as n from invoice where kind = 'invoice'`,
    )
    expect(Number(invoices[0]!.n)).toBe(acknowledged.length)
  })

  it('lost carts only with the database, each buyer the last one at the most', () => {
    const deaths = report.moments.filter((moment) => moment.victim === 'postgres').length
    expect(report.log.gone.length).toBeLessThanOrEqual(deaths * BUYERS)
  })

  it('lost no acknowledged payment and took none twice', async () => {
    const acknowledged = report.log.acknowledged('capture').map((intent) => intent.key)
    const stored = await report.rows<{ id: string }>(
      `select id from payment where state = 'captured' and captured_minor = amount_minor`,
    )
    expect(stored.map((row) => row.id).sort()).toEqual([...acknowledged].sort())
  })

  it('lost no acknowledged log and counted none twice', async () => {
    const acknowledged = report.log.acknowledged('log').map((intent) => intent.key)
    const stored = await report.rows<{ id: string }>('select device_event_id as id from wip_log')
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(stored.map((row) => row.id).sort()).toEqual([...acknowledged].sort())
  })

  it('lost no acknowledged serial and gave none twice', async () => {
    const issued = report.log
      .acknowledged('issue')
      .flatMap((intent) =>
        (intent.acknowledged!.serials as { serial: string }[]).map((piece) => piece.serial),
      )
    const stored = await report.rows<{ human: string }>(`select human from serial where line = 'OEM'`)
    expect(stored.map((row) => row.human).sort()).toEqual([...issued].sort())
    const tickets = report.log
      .acknowledged('ticket')
      .flatMap((intent) => (intent.acknowledged!.tokens as { serial: string }[]).map((token) => token.serial))
    const made = await report.rows<{ human: string }>(`select human from serial where line = 'HAT'`)
    expect(made.map((row) => row.human).sort()).toEqual([...tickets].sort())
  })

  it('left the registry with every piece at its version', async () => {
    const apart = await report.rows(`
      select s.human, s.version, p.version as registered from serial s left join registry.piece p on p.id = s.id
      where p.version is distinct from s.version limit 5`)
    expect(apart).toEqual([])
  })

  it('mailed each order once', async () => {
    const messages = await report.rows<{ entity_id: string; n: string }>(
      `select entity_id, count(*) as n from message where kind like '%placed%' or kind like '%confirm%' group by 1 having count(*) <> 1`,
    )
    expect(messages).toEqual([])
  })

  it('left every invariant empty', () => {
    expect(report.offences).toEqual([])
  })
})
