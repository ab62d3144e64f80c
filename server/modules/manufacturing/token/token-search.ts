import { sql } from '../../../kernel/db/sql.ts'
import type { SearchSource } from '../../../kernel/search/search-source.ts'
import { beginsWith } from '../../../kernel/search/text-range.ts'
import type { TokenState } from './work-token.ts'

/** Work on a bench, by the code on its card. */
export const tokenSearch: SearchSource = {
  kind: 'work',
  label: { en: 'Work', th: 'งานบนโต๊ะ' },
  permission: 'manufacturing.read',
  page: '/work/{id}',
  async find(ctx, { text, limit }) {
    // A card's code begins with the ticket's number and a hyphen: less than that is looked for among the tickets.
    const code = text.toUpperCase()
    const rows = await ctx.tx.rows<{
      id: string
      code: string
      state: TokenState
      name: string
      name_th: string | null
    }>(sql`
      select k.id, k.code, k.state, p.name, p.name_th
      from work_token k join job_ticket t on t.tenant_id = k.tenant_id and t.id = k.ticket_id
        join product p on p.tenant_id = k.tenant_id and p.id = t.product_id
      where k.tenant_id = ${ctx.tenant.id}::uuid and ${beginsWith(sql`k.code`, /^[A-Z]+\d+-\d+-?\d*$/.test(code) ? code : '!')}
      order by k.code limit ${limit}::int`)
    return rows.map((row) => ({
      id: row.id,
      title: row.code,
      detail: (ctx.locale === 'th' ? row.name_th : null) ?? row.name,
      state: row.state,
      page: `/work/${encodeURIComponent(row.code)}`,
    }))
  },
}
