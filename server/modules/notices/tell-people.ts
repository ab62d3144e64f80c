import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { sql } from '../../kernel/db/sql.ts'
import type { NoticeKind } from './notice.ts'

/** What people are told. */
export interface News {
  readonly kind: NoticeKind
  readonly entity: string
  readonly entityId: string
  readonly label: string | null
  readonly excerpt?: string | null
  /** How many records it tells of, this being the first of them. 1 unless told. */
  readonly count?: number
  readonly sourceId?: string
  /** Who caused it, where that is not who does this. */
  readonly actorName?: string
}

const EXCERPT_LENGTH = 160

/** Tells members something, each once; nobody is told what they did themselves. It exists if and only if the transaction commits. */
export async function tellPeople(ctx: TenantContext, userIds: readonly string[], news: News): Promise<void> {
  const others = [...new Set(userIds)].filter((userId) => userId !== ctx.principal.id)
  if (others.length === 0) return
  await ctx.tx.run(sql`
    insert into notice (tenant_id, id, user_id, kind, entity, entity_id, label, actor_name, excerpt, count, source_id, created_at)
    select ${ctx.tenant.id}::uuid, n.id, n.user_id, ${news.kind}, ${news.entity}, ${news.entityId}, ${news.label}::text,
      ${news.actorName ?? ctx.principal.name}, ${news.excerpt?.slice(0, EXCERPT_LENGTH) ?? null}::text, ${news.count ?? 1}::int, ${news.sourceId ?? null}::uuid, ${ctx.now}::timestamptz
    from unnest(${others.map(() => newId(ctx.now.getTime()))}::uuid[], ${others}::text[]) as n(id, user_id)`)
  for (const userId of others) ctx.audit({ entity: 'notice', id: userId, label: news.label ?? news.kind })
}

/** Takes back what came from something that is gone. */
export async function untell(ctx: TenantContext, sourceId: string): Promise<void> {
  const rows = await ctx.tx.rows<{ user_id: string }>(
    sql`delete from notice where tenant_id = ${ctx.tenant.id}::uuid and source_id = ${sourceId}::uuid returning user_id`,
  )
  for (const userId of new Set(rows.map((row) => row.user_id))) ctx.audit({ entity: 'notice', id: userId })
}
