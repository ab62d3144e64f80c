import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { recallPieces } from '../../serials/index.ts'
import { noteJob } from '../owner/note-job.ts'
import { peopleOf } from './resolve.ts'
import { tellRecall } from './tell-recall.ts'

/** Pieces whose notes one job brings to the registry. */
const NOTES_OF_A_JOB = 10_000

export interface Applied {
  readonly recalled: number
  readonly people: number
}

/** Recalls what a query of ids finds and can be recalled, and queues that everybody concerned is told. Set-based, whatever the number. */
export async function applyRecall(
  ctx: TenantContext,
  recall: { id: string; number: string; reason: string },
  which: Sql,
): Promise<Applied> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const nowMs = ctx.now.getTime()
  const changed = await recallPieces(ctx, which, {
    reason: `${recall.number}: ${recall.reason}`,
    source: { entity: 'recall', id: recall.id },
  })
  const ids = changed.map((piece) => piece.id)
  // A piece that was reinstated by hand since an earlier recall is this one's now.
  await ctx.tx.run(sql`
    update recall_piece set state = 'lifted' where tenant_id = ${tenant} and serial_id = any(${ids}::uuid[]) and state = 'recalled'`)
  await ctx.tx.run(sql`
    insert into recall_piece (tenant_id, id, recall_id, serial_id, from_state, state, at)
    select ${tenant}, g.id, ${recall.id}::uuid, g.serial_id, g.from_state, 'recalled', ${ctx.now}::timestamptz
    from unnest(${ids.map(() => newId(nowMs))}::uuid[], ${ids}::uuid[], ${changed.map((piece) => piece.from)}::text[])
      as g (id, serial_id, from_state)
    on conflict (tenant_id, recall_id, serial_id) do update set state = 'recalled', from_state = excluded.from_state, at = excluded.at`)
  const people = await concern(ctx, recall.id, ids, which)
  for (let from = 0; from < ids.length; from += NOTES_OF_A_JOB)
    ctx.enqueue(noteJob, { ids: ids.slice(from, from + NOTES_OF_A_JOB) })
  if (people > 0) ctx.enqueue(tellRecall, { recallId: recall.id })
  return { recalled: ids.length, people }
}

/** Lists whom to tell: of the pieces that were recalled now, and of stolen ones among those that are meant. Gives how many people. */
async function concern(
  ctx: TenantContext,
  recallId: string,
  ids: readonly string[],
  which: Sql,
): Promise<number> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const { people } = await ctx.tx.one<{ people: bigint }>(sql`
    with meant as materialized (
      select unnest(${ids}::uuid[]) as id
      union
      select s.id from serial s where s.tenant_id = ${tenant} and s.id in (${which}) and s.state = 'stolen' and not exists (
        select from recall_recipient r where r.tenant_id = ${tenant} and r.recall_id = ${recallId}::uuid and s.id = any(r.serial_ids)
      )
    ), person as (
      select email, min(name) as name, min(locale) as locale, array_agg(serial_id order by serial_id) as serial_ids
      from (${peopleOf(ctx, sql`select id from meant`)}) p group by email
    ), listed as (
      insert into recall_recipient as r (tenant_id, id, recall_id, email, name, locale, serial_ids)
      select ${tenant}, (${newId(ctx.now.getTime()).slice(0, 28)}::text || lpad(to_hex(row_number() over (order by email)), 8, '0'))::uuid,
        ${recallId}::uuid, email, name, locale, serial_ids from person
      on conflict (tenant_id, recall_id, email) do update set serial_ids = excluded.serial_ids, told_at = null
      returning 1
    ), counted as (
      select count(*) as people from listed
    ), kept as (
      update recall set people_count = people_count + counted.people from counted
      where tenant_id = ${tenant} and id = ${recallId}::uuid
    )
    select people from counted`)
  return Number(people)
}
