import { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { day } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

const MOST_DAYS = 400
const DAY_MS = 86_400_000
const MOST_PRODUCTS = 20

export const scanAnalytics = query({
  name: 'vigilance.analytics.scans',
  permission: 'vigilance.read',
  summary: 'How often, where and for what the public asks for serials',
  description: 'Scans are counted every ten minutes. A country is empty where nobody said which.',
  route: 'GET /scan-analytics',
  errors: ['vigilance.range_too_long'],
  input: z.object({ from: day.optional(), to: day.optional() }),
  output: z.object({
    from: day,
    to: day,
    total: z.number().int(),
    days: z.array(z.object({ day, scans: z.number().int() })),
    products: z.array(z.object({ sku: z.string(), name: z.string().nullable(), scans: z.number().int() })),
    countries: z.array(z.object({ country: z.string(), scans: z.number().int() })),
    devices: z.array(z.object({ device: z.string(), scans: z.number().int() })),
    alerts: z.object({ open: z.number().int() }),
  }),
  example: { from: '2026-02-01', to: '2026-03-02' },
  async run(ctx, input) {
    const to = input.to ?? ctx.today
    const from = input.from ?? new Date(Date.parse(to) - 29 * DAY_MS).toISOString().slice(0, 10)
    if (from > to || Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS)
      throw fail('vigilance.range_too_long', { days: MOST_DAYS })
    const maker = fold(ctx.tenant.code)
    const of = sql`maker_folded = ${maker} and day between ${from}::date and ${to}::date`
    const { registry } = ctx.kernel
    const [days, products, countries, devices, alerts] = await Promise.all([
      registry.query<{ day: string; scans: bigint }>(
        sql`select g.day::date as day, coalesce(sum(d.scans), 0)::bigint as scans
          from generate_series(${from}::date, ${to}::date, interval '1 day') as g(day)
            left join registry.scan_day d on d.maker_folded = ${maker} and d.day = g.day::date
          group by g.day order by g.day`,
      ),
      registry.query<{ sku: string; scans: bigint }>(
        sql`select sku, sum(scans)::bigint as scans from registry.scan_day where ${of} group by sku order by 2 desc, sku limit ${MOST_PRODUCTS}::int`,
      ),
      registry.query<{ country: string; scans: bigint }>(
        sql`select country, sum(scans)::bigint as scans from registry.scan_day where ${of} group by country order by 2 desc, country`,
      ),
      registry.query<{ device: string; scans: bigint }>(
        sql`select device, sum(scans)::bigint as scans from registry.scan_day where ${of} group by device order by 2 desc, device`,
      ),
      ctx.tx.one<{ open: bigint }>(
        sql`select count(*) as open from scan_alert where tenant_id = ${ctx.tenant.id}::uuid and state = 'open'`,
      ),
    ])
    const names = new Map(
      (
        await ctx.tx.rows<{ sku: string; name: string }>(
          sql`select sku, name from product where tenant_id = ${ctx.tenant.id}::uuid and sku = any(${products.map((row) => row.sku)}::text[])`,
        )
      ).map((row) => [row.sku, row.name]),
    )
    const count = (row: { scans: bigint }) => Number(row.scans)
    return {
      from,
      to,
      total: days.reduce((sum, row) => sum + count(row), 0),
      days: days.map((row) => ({ day: row.day, scans: count(row) })),
      products: products.map((row) => ({
        sku: row.sku,
        name: names.get(row.sku) ?? null,
        scans: count(row),
      })),
      countries: countries.map((row) => ({ country: row.country, scans: count(row) })),
      devices: devices.map((row) => ({ device: row.device, scans: count(row) })),
      alerts: { open: Number(alerts.open) },
    }
  },
})
