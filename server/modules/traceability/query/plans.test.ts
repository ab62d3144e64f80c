import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { selectEvents } from './find-events.ts'
import { type AskedQuery, parseQuery } from './parameters.ts'

/** How many events there are; `npm run test:long` asks for a million. */
const EVENTS = Number(process.env.EPCIS_EVENTS ?? 6_000)
const PER_PAGE = 30

let workshop: Workshop
let t: TestTenant
/** Partitions of months that nothing is in: to read them whole is to read nothing, and PostgreSQL knows. */
let empty: ReadonlySet<string>
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  const other = await workshop.tenant('SIAM')
  // One event a minute back from now, each of a piece of its own; one in a thousand is a recall. Another workshop has a tenth.
  for (const [tenant, count] of [
    [t.id, EVENTS],
    [other.id, Math.ceil(EVENTS / 10)],
  ] as const) {
    await workshop.asOwner(
      `insert into epcis_event (tenant_id, id, origin, type, action, biz_step, disposition, read_point, biz_location, event_time, record_time,
         event_id, event_key, document)
       select $1::uuid, ${ID}, 'own', 'ObjectEvent', 'OBSERVE', (array['stocking', 'shipping', 'assembling', 'inspecting'])[1 + n % 4],
         case when n % 1000 = 0 then 'recalled' else 'in_progress' end, 'https://x.example/p' || n % 5, 'https://x.example/l' || n % 7,
         now() - n * interval '1 minute', now() - n * interval '1 minute', 'urn:n:' || n, ${UUID('n::text')},
         jsonb_build_object('type', 'ObjectEvent', 'eventID', 'urn:n:' || n)
       from generate_series(1, $2::int) n`,
      tenant,
      count,
    )
    await workshop.asOwner(
      `insert into epcis_event_term (tenant_id, id, event_row_id, role, value, event_time)
       select e.tenant_id, e.id, e.id, 'epc', 'https://id.gs1.org/01/09506000134352/21/' || split_part(e.event_id, ':', 3), e.event_time
       from epcis_event e where e.tenant_id = $1::uuid
       union all
       select e.tenant_id, ${IN_ITS_MONTH}, e.id, 'epcClass', 'https://id.gs1.org/01/09506000134352', e.event_time
       from epcis_event e where e.tenant_id = $1::uuid`,
      tenant,
    )
  }
  await workshop.asOwner('analyze epcis_event')
  await workshop.asOwner('analyze epcis_event_term')
  const none = await workshop.asOwner<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and reltuples <= 0 and relname like 'epcis_event%'`,
  )
  empty = new Set(none.map(({ relname }) => relname))
}, 1_200_000)
afterAll(() => workshop.close())

/** A UUIDv7 of the event's minute, so that the rows are in the partitions of their months. */
const MS = `lpad(to_hex((extract(epoch from now()) * 1000)::bigint - n::bigint * 60000), 12, '0')`
const ID = `(substr(${MS}, 1, 8) || '-' || substr(${MS}, 9, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`
/** Another id of the month of event `e`. */
const IN_ITS_MONTH = `replace(e.id::text, '-7000-8000-', '-7000-9000-')::uuid`
const UUID = (text: string) => `md5(${text})::uuid`

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Plan[]
}
const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]

async function explain(asked: AskedQuery, after?: { at: Date; id: string }) {
  // Of a context a query is read with no more than this.
  const query = parseQuery({ kernel: workshop.kernel, tenant: t } as unknown as TenantContext, asked)
  const statement = selectEvents(t.id, query, after, PER_PAGE + 1)
  return await workshop.kernel.database.read(t.id, async (tx) => {
    // Reading all of a small table may be as cheap: then only whether the index can be used is asked.
    if (!process.env.EPCIS_EVENTS) await tx.send({ text: 'set local enable_seqscan = off' })
    const { rows } = await tx.send<{ 'QUERY PLAN': [{ Plan: Plan; 'Execution Time': number }] }>({
      text: `explain (analyze, format json) ${statement.text}`,
      values: statement.values as unknown[],
    })
    const [{ Plan: plan, 'Execution Time': ms }] = rows[0]!['QUERY PLAN']
    const read = nodes(plan).reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    )
    return {
      readWhole: nodes(plan).flatMap((node) =>
        node['Node Type'] === 'Seq Scan' && !empty.has(node['Relation Name']!) ? [node['Relation Name']] : [],
      ),
      read,
      ms,
      found: plan['Actual Rows'],
    }
  })
}

const middle = () => ({
  at: new Date(Date.now() - (EVENTS / 2) * 60_000),
  id: 'ffffffff-ffff-7fff-8fff-ffffffffffff',
})

describe(`of ${EVENTS} events a page`, () => {
  const epc = 'https://id.gs1.org/01/09506000134352/21/17'
  it.each<[string, AskedQuery, number]>([
    ['of all', {}, PER_PAGE + 1],
    ['of one piece', { MATCH_anyEPC: epc }, 1],
    [
      'of a class that every event has',
      { MATCH_anyEPCClass: 'https://id.gs1.org/01/09506000134352' },
      PER_PAGE + 1,
    ],
    ['of a common step', { EQ_bizStep: 'shipping' }, PER_PAGE + 1],
    [
      'of a rare disposition',
      { EQ_disposition: 'recalled' },
      Math.min(PER_PAGE + 1, Math.floor(EVENTS / 1000)),
    ],
    ['of a place', { EQ_readPoint: 'https://x.example/p3' }, PER_PAGE + 1],
    ['of a location', { EQ_bizLocation: 'https://x.example/l3' }, PER_PAGE + 1],
    ['of one event id', { EQ_eventID: 'urn:nothing:1' }, 0],
    [
      'of an hour',
      {
        GE_eventTime: new Date(Date.now() - 3_600_000 * 3).toISOString(),
        LT_eventTime: new Date(Date.now() - 3_600_000 * 2).toISOString(),
      },
      PER_PAGE + 1,
    ],
    [
      'of what was recorded last',
      { orderBy: 'recordTime', GE_recordTime: new Date(Date.now() - 600_000).toISOString() },
      9,
    ],
    ['of pieces that begin alike', { MATCH_epc: 'https://id.gs1.org/01/09506000134352/21/1234*' }, -1],
  ])('%s is read from an index, and little besides', async (_name, asked, found) => {
    const first = await explain(asked)
    const next = await explain(asked, middle())
    for (const plan of [first, next]) {
      expect(plan.readWhole).toEqual([])
      // A page, its neighbours in each partition, and the lookups beside them; never the table.
      expect(plan.read, JSON.stringify(plan)).toBeLessThan(4_000)
      if (process.env.STRICT_TIMES) expect(plan.ms).toBeLessThan(50)
    }
    if (found >= 0) expect(Math.abs(first.found - found)).toBeLessThanOrEqual(1)
    if (process.env.EPCIS_EVENTS)
      process.stdout.write(
        `${_name}: ${first.ms.toFixed(2)} ms, from the middle ${next.ms.toFixed(2)} ms, ${first.read} rows read\n`,
      )
  })
})
