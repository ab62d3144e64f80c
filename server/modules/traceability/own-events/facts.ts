import { uuidV7LowerBound } from '../../../../shared/ids.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { SerialState } from '../../serials/index.ts'

/** Which facts of a source to read: those after `floor` and up to `until` that no event tells of yet, the oldest first. */
export interface FactRange {
  readonly tenantId: string
  readonly floor: string
  readonly until: string
}

export const FIRST_ID = uuidV7LowerBound(0)

interface PieceColumns {
  compact: string
  serial_kind: 'standard' | 'legacy'
  gtin: string | null
  sku: string
}

export interface SerialFact extends PieceColumns {
  id: string
  at: Date
  from_state: SerialState | null
  to_state: SerialState
  location: string | null
  order_number: string | null
  ticket_number: string | null
}

export interface MoveFact {
  id: string
  at: Date
  kind: string
  quantity: string
  unit: string
  gtin: string | null
  sku: string
  lot: string | null
  compact: string | null
  serial_kind: 'standard' | 'legacy' | null
  from_location: string
  to_location: string
  order_number: string | null
  receipt_id: string | null
}

export interface MaterialFact {
  id: string
  at: Date
  token_code: string
  ticket_number: string
  quantity: string
  unit: string
  gtin: string | null
  sku: string
  compact: string | null
  serial_kind: 'standard' | 'legacy' | null
  inputs: { sku: string; gtin: string | null; lot: string | null; quantity: string; unit: string }[]
}

export interface WorkFact {
  id: string
  at: Date
  logged_at: Date
  good_quantity: string
  task_code: string
  task_name: string
  evidence: string[]
  ticket_number: string
  unit: string
  gtin: string | null
  sku: string
  compact: string | null
  serial_kind: 'standard' | 'legacy' | null
  /** When the log was taken back, for the one that takes it back. */
  reversed_at: Date | null
}

/** Facts that no event tells of yet: an own event has the id of its fact. */
const unwritten = (fact: string, { tenantId, floor, until }: FactRange): Sql =>
  sql`${sql.trusted(fact)}.tenant_id = ${tenantId}::uuid and ${sql.trusted(fact)}.id > ${floor}::uuid and ${sql.trusted(fact)}.id <= ${until}::uuid
    and not exists (select from epcis_event x where x.tenant_id = ${tenantId}::uuid and x.id = ${sql.trusted(fact)}.id
      and x.id > ${floor}::uuid and x.id <= ${until}::uuid)`

/** Each change of a piece's state. */
const serialFacts = (range: FactRange): Sql => sql`
  select e.id, e.at, e.from_state, e.to_state, l.code as location, s.compact, s.kind as serial_kind, p.gtin, p.sku,
    o.number as order_number, t.number as ticket_number
  from serial_event e
    join serial s on s.tenant_id = e.tenant_id and s.id = e.serial_id
    join product p on p.tenant_id = e.tenant_id and p.id = s.product_id
    left join location l on l.tenant_id = e.tenant_id and l.id = e.location_id
    left join sales_order o on o.tenant_id = e.tenant_id and o.id = e.source_id and e.source_entity = 'order'
    left join job_ticket t on t.tenant_id = e.tenant_id and t.id = s.ticket_id
  where ${unwritten('e', range)} and e.to_state <> 'reserved'
  order by e.id`

/** Moves of lots and pieces that are not told by something else: what was made or used up has an event of its own. */
const moveFacts = (range: FactRange): Sql => sql`
  select m.id, m.at, m.kind, m.quantity, p.unit, p.gtin, p.sku, b.code as lot, s.compact, s.kind as serial_kind, f.code as from_location,
    g.code as to_location, o.number as order_number, case when m.source_entity = 'receipt' then m.source_id end as receipt_id
  from stock_move m
    join product p on p.tenant_id = m.tenant_id and p.id = m.product_id
    join location f on f.tenant_id = m.tenant_id and f.id = m.from_location_id
    join location g on g.tenant_id = m.tenant_id and g.id = m.to_location_id
    left join lot b on b.tenant_id = m.tenant_id and b.id = m.lot_id
    left join serial s on s.tenant_id = m.tenant_id and s.id = m.serial_id
    left join sales_order o on o.tenant_id = m.tenant_id and o.id = m.source_id and m.source_entity = 'order'
  where ${unwritten('m', range)} and ((m.kind in ('receive', 'opening', 'adjust', 'count') and b.id is not null)
    or (m.kind in ('transfer', 'ship') and (b.id is not null or s.id is not null)))
  order by m.id`

/**
 * What went into a piece or batch at one time: the first of its edges stands for all. They were written by one statement, so
 * whoever sees one sees them all.
 */
const materialFacts = (range: FactRange): Sql => sql`
  with first as materialized (
    select m.id, m.at, m.token_id, m.serial_id from token_material m
    where ${unwritten('m', range)}
      and not exists (select from token_material y where y.tenant_id = m.tenant_id and y.serial_id = m.serial_id
        and y.token_id = m.token_id and y.at = m.at and y.id < m.id)
      and (m.serial_id is not null or not exists (select from token_material y where y.tenant_id = m.tenant_id and y.token_id = m.token_id
        and y.serial_id is null and y.at = m.at and y.id < m.id))
    order by m.id
  )
  select f.id, f.at, k.code as token_code, t.number as ticket_number, k.quantity, p.unit, p.gtin, p.sku, s.compact, s.kind as serial_kind,
    i.inputs
  from first f
    join work_token k on k.tenant_id = ${range.tenantId}::uuid and k.id = f.token_id
    join job_ticket t on t.tenant_id = k.tenant_id and t.id = k.ticket_id
    join product p on p.tenant_id = k.tenant_id and p.id = t.product_id
    left join serial s on s.tenant_id = k.tenant_id and s.id = f.serial_id
    cross join lateral (
      select json_agg(json_build_object('sku', q.sku, 'gtin', q.gtin, 'lot', b.code, 'quantity', trim_scale(u.quantity)::text, 'unit', q.unit)
        order by q.sku, b.code) as inputs
      from (
        select y.product_id, y.lot_id, sum(y.quantity) as quantity from token_material y
        where y.tenant_id = ${range.tenantId}::uuid and y.token_id = f.token_id and y.serial_id is not distinct from f.serial_id
          and y.at = f.at
        group by y.product_id, y.lot_id
      ) u
        join product q on q.tenant_id = ${range.tenantId}::uuid and q.id = u.product_id
        left join lot b on b.tenant_id = ${range.tenantId}::uuid and b.id = u.lot_id
    ) i
  order by f.id`

/** Operations that were completed, and logs that take one back. */
const workFacts = (range: FactRange): Sql => sql`
  select w.id, least(c.device_at, c.received_at) as at, w.received_at as logged_at, c.good_quantity, o.code as task_code, o.name as task_name, o.evidence,
    t.number as ticket_number, p.unit, p.gtin, p.sku, s.compact, s.kind as serial_kind, case when w.reverses_id is not null then w.received_at end as reversed_at
  from wip_log w
    join wip_log c on c.tenant_id = w.tenant_id and c.id = coalesce(w.reverses_id, w.id)
    join ticket_task o on o.tenant_id = w.tenant_id and o.id = c.task_id
    join job_ticket t on t.tenant_id = w.tenant_id and t.id = c.ticket_id
    join product p on p.tenant_id = w.tenant_id and p.id = t.product_id
    join work_token k on k.tenant_id = w.tenant_id and k.id = c.token_id
    left join serial s on s.tenant_id = w.tenant_id and s.id = k.serial_id
  where ${unwritten('w', range)} and c.event = 'complete' and c.good_quantity > 0
  order by w.id`

/** Every source of own events, with the name that its progress is kept under: that of its table. */
export const SOURCES = {
  serial_event: serialFacts,
  stock_move: moveFacts,
  token_material: materialFacts,
  wip_log: workFacts,
} as const
export type SourceName = keyof typeof SOURCES

/**
 * Where a chunk of rows of a source ends that begins behind an id, and how many they are. A statement over facts has both ends from it:
 * behind the last id that PostgreSQL has statistics of it expects next to none, and would join and sort all there are to give the first few.
 */
export const chunkOf = (source: SourceName, tenantId: string, floor: string, limit: number): Sql =>
  sql`select count(*)::int as rows, (array_agg(c.id order by c.id desc))[1] as last from (
    select id from ${sql.id(source)} where tenant_id = ${tenantId}::uuid and id > ${floor}::uuid order by id limit ${limit}::int
  ) c`
