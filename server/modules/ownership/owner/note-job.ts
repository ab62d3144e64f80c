import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { type Notice, type PieceNote, writeNotes } from '../../serials/index.ts'

/** Pieces brought to the registry at once. */
const CHUNK = 2_000

interface Row {
  id: string
  version: number
  claimed_on: string | null
  notice_id: string | null
  text: string | null
  text_th: string | null
  since: string | null
}

/** Brings what the public may know of pieces besides their state to the registry, as it is now. At least once, in any order. */
export const noteJob = job<{ ids: string[] }>({
  name: 'ownership.note',
  async run(ctx, { ids }) {
    for (let from = 0; from < ids.length; from += CHUNK) await noteChunk(ctx, ids.slice(from, from + CHUNK))
  },
})

async function noteChunk(ctx: TenantContext, ids: readonly string[]): Promise<void> {
  const { notes, notices } = await notesNow(ctx.tx, ctx.tenant, ids)
  await writeNotes(ctx.kernel.registry, ctx.tenant, notes, notices)
}

/** What the public may know of pieces besides their state, as it is now. */
export async function notesNow(
  tx: Tx,
  { id: tenantId, timeZone }: Tenant,
  ids: readonly string[],
): Promise<{ notes: PieceNote[]; notices: Notice[] }> {
  const tenant = sql`${tenantId}::uuid`
  const day = (column: ReturnType<typeof sql>) => sql`(${column} at time zone ${timeZone})::date`
  const rows = await tx.rows<Row>(sql`
    select s.id, s.version, case when s.state in ('claimed', 'recalled', 'stolen') then ${day(sql`w.claimed_at`)} end as claimed_on,
      r.id as notice_id, r.text, r.text_th, ${day(sql`r.started_at`)} as since
    from serial s
      left join ownership w on w.tenant_id = ${tenant} and w.serial_id = s.id
      left join recall_piece p on p.tenant_id = ${tenant} and p.serial_id = s.id and p.state = 'recalled' and s.state = 'recalled'
      left join recall r on r.tenant_id = ${tenant} and r.id = p.recall_id
    where s.tenant_id = ${tenant} and s.id = any(${ids}::uuid[])`)
  const notes: PieceNote[] = rows.map((row) => ({
    pieceId: row.id,
    version: row.version,
    claimedOn: row.claimed_on,
    noticeId: row.notice_id,
  }))
  const notices = new Map<string, Notice>()
  for (const { notice_id, text, text_th, since } of rows) {
    if (notice_id !== null)
      notices.set(notice_id, { id: notice_id, text: text!, textTh: text_th, since: since! })
  }
  return { notes, notices: [...notices.values()] }
}
