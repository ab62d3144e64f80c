import { fold } from '../../../../shared/serial/fold.ts'
import { numbersOneSlipAway } from '../../../../shared/serial/slips.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { SearchSource } from '../../../kernel/search/search-source.ts'
import { beginsWith } from '../../../kernel/search/text-range.ts'
import type { SerialState } from './serial.ts'

interface Row {
  id: string
  human: string
  compact: string
  state: SerialState
  name: string
  name_th: string | null
  guessed: boolean
}

/** What a scanner types is the link of the QR code: the serial is the last part of it. */
const serialIn = (text: string): string => {
  const path = text.replace(/[?#].*$/, '').replace(/\/+$/, '')
  return fold(/[/]/.test(path) ? path.slice(path.lastIndexOf('/') + 1) : path)
}

/**
 * Pieces, by the serial in any form, or its beginning: typed with O for 0 and I for 1, with or without hyphens, or scanned. Where no
 * piece has the number, those whose number is one slip away.
 */
export const serialSearch: SearchSource = {
  kind: 'piece',
  label: { en: 'Pieces', th: 'ชิ้นงาน' },
  permission: 'serials.read',
  page: '/pieces/{id}',
  async find(ctx, { text, limit }) {
    const tenant = sql`s.tenant_id = ${ctx.tenant.id}::uuid`
    const typed = serialIn(text)
    const within = (column: 'folded' | 'compact') =>
      sql`(select s.id from serial s where ${tenant} and ${beginsWith(sql`s.${sql.id(column)}`, typed === '' ? '!' : typed)}
        order by s.${sql.id(column)} limit ${limit}::int)`
    const meant = numbersOneSlipAway(typed)
    // The offset keeps the numbers first: to find the newest, PostgreSQL would go through all pieces where few or none have one of them.
    const oneSlipAway = (column: 'folded' | 'compact') =>
      sql`(select m.id from (
          select s.id from serial s where ${tenant} and s.${sql.id(column)} = any(${meant}::text[]) and not exists (select from typed) offset 0
        ) m order by m.id desc limit ${limit}::int)`
    const rows = await ctx.tx.rows<Row>(sql`
      with typed (id) as materialized (${within('folded')} union ${within('compact')}),
        hit (id) as (select id from typed union ${oneSlipAway('folded')} union ${oneSlipAway('compact')})
      select s.id, s.human, s.compact, s.state, p.name, p.name_th, not exists (select from typed) as guessed
      from hit join serial s on ${tenant} and s.id = hit.id join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
      order by s.id desc`)
    return rows.map((row) => ({
      id: row.id,
      title: row.human,
      detail: (ctx.locale === 'th' ? row.name_th : null) ?? row.name,
      aliases: [row.compact, ...(typed === row.compact ? [text] : [])],
      state: row.state,
      guessed: row.guessed,
    }))
  },
}
