import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { day, id, moment, money, pageOf, paging, toMoney } from '../../../kernel/wire.ts'
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

export const listEntries = query({
  name: 'accounting.entry.list',
  permission: 'accounting.read',
  summary: 'List journal entries, the latest posted first',
  route: 'GET /journal-entries',
  input: z.object({
    ...paging,
    from: day.optional(),
    to: day.optional(),
    journal: z.enum(JOURNALS).optional(),
    accountId: id.optional().meta({ description: 'Only entries with a line on this account' }),
    sourceEntity: z.string().max(100).optional(),
    sourceId: id.optional().meta({ description: 'All that was posted for one document' }),
  }),
  output: pageOf(
    z.object({
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
  ),
  example: { from: '2026-03-01', to: '2026-03-31', journal: 'sales' },
  async run(ctx, input) {
    const conditions: Sql[] = [sql`e.tenant_id = ${ctx.tenant.id}::uuid`]
    if (input.from) conditions.push(sql`e.date >= ${input.from}::date`)
    if (input.to) conditions.push(sql`e.date <= ${input.to}::date`)
    if (input.journal) conditions.push(sql`e.journal = ${input.journal}`)
    if (input.sourceEntity) conditions.push(sql`e.source_entity = ${input.sourceEntity}`)
    if (input.sourceId) conditions.push(sql`e.source_id = ${input.sourceId}::uuid`)
    if (input.accountId) {
      conditions.push(sql`exists (select from journal_line l
        where l.tenant_id = e.tenant_id and l.entry_id = e.id and l.account_id = ${input.accountId}::uuid and ${ofEntry})`)
    }
    if (input.after) conditions.push(sql`e.id < ${decodeCursor(input.after, 'id').id}::uuid`)
    const rows = await ctx.tx.rows<EntryRow>(sql`
      with page as (
        select * from journal_entry e where ${sql.join(conditions, ' and ')} order by e.id desc limit ${input.limit + 1}::int
      )
      select e.id, e.journal, e.date, e.memo, e.source_entity, e.source_id, e.reverses_id, r.entry_id as reversed_by_id,
        e.posted_at, e.posted_by,
        (select sum(l.amount_minor)::bigint from journal_line l
          where l.tenant_id = e.tenant_id and l.entry_id = e.id and l.amount_minor > 0 and ${ofEntry}) as total_minor
      from page e
      left join journal_reversal r on r.tenant_id = e.tenant_id and r.id = e.id
      order by e.id desc`)
    const page = rows.slice(0, input.limit)
    return {
      items: page.map((row) => ({
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
      })),
      next: rows.length > input.limit ? encodeCursor({ sort: 'id', id: page.at(-1)!.id }) : null,
    }
  },
})

/** The lines `l` of an entry `e` have ids of its millisecond: says which partition to look into. */
const ofEntry = sql`l.id between (left(e.id::text, 13) || '-0000-0000-000000000000')::uuid
  and (left(e.id::text, 13) || '-ffff-ffff-ffffffffffff')::uuid`
