import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import type { NoticeKind } from './notice.ts'
import { type News, tellPeople } from './tell-people.ts'

/** Something that is so for a while, and that people are told of when it begins. */
export interface Standing {
  readonly kind: NoticeKind
  readonly entity: string
  /** Selects `id`, `label` and `excerpt` of every record for which it is so now, the most pressing first. */
  readonly records: Sql
  tell(ctx: TenantContext): Promise<readonly string[]>
}

interface Row {
  id: string
  label: string | null
  excerpt: string | null
}

/** So many at once are told one by one; more become one notice, or the first look at an old workshop would bury its people. */
const MOST_SINGLE = 5

/**
 * Tells of what is so since the last time, and forgets what is over: a record is told of once, and again only when it was over
 * meanwhile. Whom to tell is asked only where there is news.
 */
export async function tellStanding(ctx: TenantContext, standing: Standing): Promise<void> {
  const { kind, entity, records } = standing
  const tenant = sql`${ctx.tenant.id}::uuid`
  const begun = await ctx.tx.rows<Row>(sql`
    with so as materialized (select row_number() over () as n, r.* from (${records}) r), over as (
      delete from notice_standing s
      where s.tenant_id = ${tenant} and s.kind = ${kind} and not exists (select from so where so.id = s.entity_id)
    )
    select so.id, so.label, so.excerpt from so
    where not exists (
      select from notice_standing s where s.tenant_id = ${tenant} and s.kind = ${kind} and s.entity_id = so.id
    )
    order by so.n`)
  if (begun.length === 0) return
  // Of two who look at once, one tells.
  const noted = await ctx.tx.rows<{ entity_id: string }>(sql`
    insert into notice_standing (tenant_id, id, kind, entity_id, since)
    select ${tenant}, n.id, ${kind}, n.entity_id, ${ctx.now}::timestamptz
    from unnest(${begun.map(() => newId(ctx.now.getTime()))}::uuid[], ${begun.map(({ id }) => id)}::uuid[]) as n (id, entity_id)
    on conflict (tenant_id, kind, entity_id) do nothing returning entity_id`)
  const mine = new Set(noted.map((row) => row.entity_id))
  const news = newsOf(
    kind,
    entity,
    begun.filter(({ id }) => mine.has(id)),
  )
  if (news.length === 0) return
  const people = await standing.tell(ctx)
  for (const one of news) await tellPeople(ctx, people, one)
}

function newsOf(kind: NoticeKind, entity: string, rows: readonly Row[]): News[] {
  const [first] = rows
  if (first && rows.length > MOST_SINGLE)
    return [{ kind, entity, entityId: first.id, label: null, count: rows.length }]
  // The newest stands on top, and the most pressing is to be there.
  return rows.toReversed().map(({ id, label, excerpt }) => ({ kind, entity, entityId: id, label, excerpt }))
}
