import { z } from 'zod'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { day, id, moment, money, toMoney } from '../../../kernel/wire.ts'
import { JOURNALS, type Journal } from './journals.ts'

interface EntryRow {
  id: string
  journal: Journal
  date: string
  memo: string
  source_entity: string | null
  source_id: string | null
  reverses_id: string | null
  reversed_by_id: string | null
  posted_at: Date
  posted_by: string
  total_minor: bigint
}

/** The lines `l` of an entry `e` have ids of its millisecond: says which partition to look into. */
const ofEntry = sql`l.id between (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
  and (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid`

export const entries = listOf({
  name: 'accounting.entry',
  path: '/journal-entries',
  permission: 'accounting.read',
  summary: 'List journal entries, the latest posted first',
  tenant: 'e.tenant_id',
  key: 'e.id',
  label: 'memo',
  fields: {
    memo: { type: 'text', sql: 'e.memo', shown: true },
    date: { type: 'day', sql: 'e.date', shown: true },
    journal: { type: 'enum', sql: 'e.journal', values: JOURNALS, shown: true },
    postedBy: { type: 'text', sql: 'e.posted_by', shown: true },
    total: { type: 'money', shown: true },
    postedAt: { type: 'moment', sql: 'e.posted_at', inKey: true, sort: true },
    'source.entity': { type: 'text', sql: 'e.source_entity', nullable: true },
  },
  item: z.object({
    id,
    journal: z.enum(JOURNALS),
    date: day,
    memo: z.string(),
    total: money.meta({ description: 'Sum of the debits, which is that of the credits' }),
    source: z.object({ entity: z.string(), id }).nullable(),
    reversesId: id.nullable(),
    reversedById: id.nullable(),
    postedAt: moment,
    postedBy: z.string(),
  }),
  input: {
    from: day.optional(),
    to: day.optional(),
    journal: z.enum(JOURNALS).optional(),
    accountId: id.optional().meta({ description: 'Only entries with a line on this account' }),
    sourceEntity: z.string().max(100).optional(),
    sourceId: id.optional().meta({ description: 'All that was posted for one document' }),
  },
  example: { from: '2026-03-01', to: '2026-03-31', journal: 'sales' },
  conditions: (_ctx, input) => {
    const conditions: Sql[] = []
    if (input.from) conditions.push(sql`e.date >= ${input.from}::date`)
    if (input.to) conditions.push(sql`e.date <= ${input.to}::date`)
    if (input.journal) conditions.push(sql`e.journal = ${input.journal}`)
    if (input.sourceEntity) conditions.push(sql`e.source_entity = ${input.sourceEntity}`)
    if (input.sourceId) conditions.push(sql`e.source_id = ${input.sourceId}::uuid`)
    if (input.accountId) {
      conditions.push(sql`exists (select from journal_line l
        where l.tenant_id = e.tenant_id and l.entry_id = e.id and l.account_id = ${input.accountId}::uuid and ${ofEntry})`)
    }
    return conditions
  },
  read: ({ where, order, limit, sortValue }) => sql`
    with page as (
      select e.*, ${sortValue} as sort_value from journal_entry e where ${where} order by ${order} limit ${limit}
    )
    select e.id, e.journal, e.date, e.memo, e.source_entity, e.source_id, e.reverses_id, r.entry_id as reversed_by_id,
      e.posted_at, e.posted_by, e.sort_value,
      (select sum(l.amount_minor)::bigint from journal_line l
        where l.tenant_id = e.tenant_id and l.entry_id = e.id and l.amount_minor > 0 and ${ofEntry}) as total_minor
    from page e
    left join journal_reversal r on r.tenant_id = e.tenant_id and r.id = e.id
    order by ${order}`,
  present: (row: EntryRow, ctx) => ({
    id: row.id,
    journal: row.journal,
    date: row.date,
    memo: row.memo,
    total: toMoney(row.total_minor, ctx.tenant.currency),
    source: row.source_entity === null ? null : { entity: row.source_entity, id: row.source_id! },
    reversesId: row.reverses_id,
    reversedById: row.reversed_by_id,
    postedAt: row.posted_at.toISOString(),
    postedBy: row.posted_by,
  }),
})
