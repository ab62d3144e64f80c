import { sql } from '../../../kernel/db/sql.ts'
import type { SearchSource } from '../../../kernel/search/search-source.ts'
import { newestOf } from '../../../kernel/search/text-range.ts'

export const lotSearch: SearchSource = {
  kind: 'lot',
  label: { en: 'Lots', th: 'ล็อต' },
  permission: 'inventory.read',
  page: '/stock/moves?lotId={id}',
  async find(ctx, { text, limit }) {
    const rows = await ctx.tx.rows<{ id: string; code: string; name: string; name_th: string | null }>(sql`
      with hit (id) as (${newestOf('lot', text)})
      select l.id, l.code, p.name, p.name_th
      from hit join lot l on l.tenant_id = ${ctx.tenant.id}::uuid and l.id = hit.id and l.deleted_at is null
        join product p on p.tenant_id = ${ctx.tenant.id}::uuid and p.id = l.product_id
      order by l.id desc limit ${limit * 4}::int`)
    return rows.map((row) => ({
      id: row.id,
      title: row.code,
      detail: (ctx.locale === 'th' ? row.name_th : null) ?? row.name,
    }))
  },
}
