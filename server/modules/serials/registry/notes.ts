import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'

/** What the public may know of a piece besides its state. */
export interface PieceNote {
  readonly pieceId: string
  /** That of the piece; the registry keeps the highest. */
  readonly version: number
  /** The day it was claimed; never by whom. */
  readonly claimedOn: string | null
  readonly noticeId: string | null
}

/** What a maker tells whoever scans a piece. */
export interface Notice {
  readonly id: string
  readonly text: string
  readonly textTh: string | null
  /** The day it was first told. */
  readonly since: string
}

/** Brings notes and the notices that they name to the registry, in one statement. At least once, in any order. */
export async function writeNotes(
  registry: Database,
  tenant: Tenant,
  notes: readonly PieceNote[],
  notices: readonly Notice[],
  options: { force?: boolean } = {},
): Promise<void> {
  await registry.query(
    sql`with told as (
        insert into registry.notice as n (id, maker_folded, text, text_th, since)
        select g.id, ${fold(tenant.code)}, g.text, g."textTh", g.since
        from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as g(id uuid, text text, "textTh" text, since date)
        order by g.id
        on conflict (id) do update set text = excluded.text, text_th = excluded.text_th
      )
      insert into registry.piece_note as p (piece_id, version, claimed_on, notice_id)
      select g."pieceId", g.version, g."claimedOn", g."noticeId"
      from jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) as g("pieceId" uuid, version int, "claimedOn" date, "noticeId" uuid)
      order by g."pieceId"
      on conflict (piece_id) do update set version = excluded.version, claimed_on = excluded.claimed_on, notice_id = excluded.notice_id
      where excluded.version >= p.version or ${options.force ?? false}::boolean`,
  )
}

/** A note as the registry has it, with the words of its notice. */
export interface RegisteredNote extends PieceNote {
  readonly notice: Omit<Notice, 'id'> | null
}

/** What the registry has of these pieces, by their ids. */
export async function notesOf(
  registry: Database,
  ids: readonly string[],
): Promise<Map<string, RegisteredNote>> {
  const rows = await registry.query<{
    piece_id: string
    version: number
    claimed_on: string | null
    notice_id: string | null
    text: string | null
    text_th: string | null
    since: string | null
  }>(
    sql`select p.piece_id, p.version, p.claimed_on, p.notice_id, n.text, n.text_th, n.since
      from registry.piece_note p left join registry.notice n on n.id = p.notice_id
      where p.piece_id = any(${ids}::uuid[])`,
  )
  return new Map(
    rows.map((row) => [
      row.piece_id,
      {
        pieceId: row.piece_id,
        version: row.version,
        claimedOn: row.claimed_on,
        noticeId: row.notice_id,
        notice: row.text === null ? null : { text: row.text, textTh: row.text_th, since: row.since! },
      },
    ]),
  )
}

export interface ReadNote {
  readonly claimedOn: string | null
  readonly notice: { readonly text: string; readonly textTh: string | null; readonly since: string } | null
}

/** What there is to say of a piece besides its state. */
export async function noteOf(registry: Database, pieceId: string): Promise<ReadNote> {
  const [row] = await registry.query<{
    claimed_on: string | null
    text: string | null
    text_th: string | null
    since: string | null
  }>(
    sql`select p.claimed_on, n.text, n.text_th, n.since
      from registry.piece_note p left join registry.notice n on n.id = p.notice_id
      where p.piece_id = ${pieceId}::uuid`,
  )
  return {
    claimedOn: row?.claimed_on ?? null,
    notice: row?.text ? { text: row.text, textTh: row.text_th, since: row.since! } : null,
  }
}
