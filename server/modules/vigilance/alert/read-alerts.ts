import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, moment, refused } from '../../../kernel/wire.ts'
import { SERIAL_STATES, type SerialState, serialBeginsWith } from '../../serials/index.ts'
import { DETECTORS, type Detector, type Evidence } from '../detect/detectors.ts'
import { ALERT_STATES, type AlertState } from './alert.ts'

const head = z.object({
  id,
  detector: z.enum(DETECTORS),
  state: z.enum(ALERT_STATES),
  score: z.number().meta({ description: 'How far beyond the threshold: 1 is just there' }),
  firstAt: moment,
  lastAt: moment,
  raisedAt: moment,
  sightings: z.number().int(),
  piece: z
    .object({ id, serial: z.string(), state: z.enum(SERIAL_STATES), product: z.string() })
    .nullable()
    .meta({ description: 'Null for one who tries numbers' }),
})

interface Row {
  id: string
  detector: Detector
  state: AlertState
  score: number
  first_at: Date
  last_at: Date
  raised_at: Date
  sightings: number
  serial_id: string | null
  human: string | null
  serial_state: SerialState | null
  product: string | null
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
}

const COLUMNS =
  sql.trusted(`a.id, a.detector, a.state, a.score, a.first_at, a.last_at, a.raised_at, a.sightings, a.serial_id, s.human,
  s.state as serial_state, p.name as product, a.decided_at, a.decided_by, a.reason`)
const FROM = sql.trusted(`from scan_alert a
  left join serial s on s.tenant_id = a.tenant_id and s.id = a.serial_id
  left join product p on p.tenant_id = s.tenant_id and p.id = s.product_id`)

const present = (row: Row): z.input<typeof head> => ({
  id: row.id,
  detector: row.detector,
  state: row.state,
  score: row.score,
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  raisedAt: row.raised_at.toISOString(),
  sightings: row.sightings,
  piece:
    row.serial_id === null
      ? null
      : { id: row.serial_id, serial: row.human!, state: row.serial_state!, product: row.product! },
})

export const alerts = listOf({
  name: 'vigilance.alert',
  path: '/scan-alerts',
  permission: 'vigilance.read',
  summary: 'List alerts about odd scans, the latest first',
  entity: 'scan_alert',
  tenant: 'a.tenant_id',
  key: 'a.id',
  label: 'piece.serial',
  fields: {
    detector: { type: 'enum', sql: 'a.detector', values: DETECTORS, shown: true },
    'piece.serial': { type: 'text', sql: 's.human', nullable: true, shown: true },
    'piece.product': { type: 'text', sql: 'p.name', nullable: true },
    'piece.id': { type: 'reference', sql: 'a.serial_id', nullable: true, of: 'serials.serial' },
    lastAt: { type: 'moment', sql: 'a.last_at', sort: true, shown: true },
    score: { type: 'decimal', sql: 'a.score', shown: true },
    state: { type: 'enum', sql: 'a.state', values: ALERT_STATES, shown: true },
    sightings: { type: 'integer', sql: 'a.sightings' },
    firstAt: { type: 'moment', sql: 'a.first_at' },
    raisedAt: { type: 'moment', sql: 'a.raised_at', inKey: true, sort: true },
  },
  item: head,
  input: {
    state: z.enum(ALERT_STATES).optional(),
    detector: z.enum(DETECTORS).optional(),
    serialId: id.optional(),
  },
  example: { state: 'open' },
  search: (_ctx, q) => serialBeginsWith(q),
  searchDescription: 'A serial in any form, or its beginning',
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.state) conditions.push(sql`a.state = ${input.state}`)
    if (input.detector) conditions.push(sql`a.detector = ${input.detector}`)
    if (input.serialId) conditions.push(sql`a.serial_id = ${input.serialId}::uuid`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }) => sql`
    select ${COLUMNS}, ${sortValue} as sort_value ${FROM} where ${where} order by ${order} limit ${limit}`,
  present,
})

const place = z.object({ at: moment, country: z.string().nullable(), lat: z.number(), lon: z.number() })
const evidence = z.object({
  scans: z.number().int(),
  clients: z.number().int(),
  countries: z.array(z.string()),
  hops: z.array(z.object({ from: place, to: place, km: z.number(), kmPerHour: z.number() })).optional(),
  numbers: z.number().int().optional(),
  outcomes: z.array(z.string()).optional(),
})

export const getAlert = query({
  name: 'vigilance.alert.get',
  permission: 'vigilance.read',
  summary: 'Read an alert with everything it rests on',
  route: 'GET /scan-alerts/:id',
  input: z.object({ id }),
  output: head.extend({
    decided: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
    evidence: z.array(
      z.object({ at: moment, score: z.number(), firstAt: moment, lastAt: moment, found: evidence }),
    ),
    actions: z.object({ decide: action }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [[row], facts] = await Promise.all([
      ctx.tx.rows<Row>(
        sql`select ${COLUMNS} ${FROM} where a.tenant_id = ${ctx.tenant.id}::uuid and a.id = ${input.id}::uuid`,
      ),
      ctx.tx.rows<{ at: Date; score: number; first_at: Date; last_at: Date; evidence: Evidence }>(sql`
        select at, score, first_at, last_at, evidence from scan_evidence
        where tenant_id = ${ctx.tenant.id}::uuid and alert_id = ${input.id}::uuid order by id desc limit 100`),
    ])
    if (!row) throw kernelFail('not_found')
    return {
      ...present(row),
      decided:
        row.decided_at === null
          ? null
          : { at: row.decided_at.toISOString(), by: row.decided_by!, reason: row.reason! },
      evidence: facts.map((fact) => ({
        at: fact.at.toISOString(),
        score: fact.score,
        firstAt: fact.first_at.toISOString(),
        lastAt: fact.last_at.toISOString(),
        // Lists of the evidence are read-only to the detectors; JSON has no such thing.
        found: fact.evidence as z.input<typeof evidence>,
      })),
      actions: { decide: row.state === 'open' ? allowed : refused('vigilance.alert_decided') },
    }
  },
})
