import { sql } from '../../../kernel/db/sql.ts'
import { type JobDefinition, job } from '../../../kernel/jobs/job.ts'
import { type MailedPiece, mailOwner } from '../mail/mail-owner.ts'

/** People whose mails are written in one transaction. */
const CHUNK = 200

interface Recipient {
  id: string
  email: string
  name: string
  locale: string
  serial_ids: string[]
}

/** Writes the mails of a recall, or of its end, chunk by chunk: each is written once, whatever happens in between. */
export const tellRecall: JobDefinition<{ recallId: string; words?: string; wordsTh?: string }> = job({
  name: 'ownership.tell-recall',
  async run(ctx, data) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const recall = await ctx.tx.first<{
      number: string
      state: string
      text: string
      text_th: string | null
    }>(
      sql`select number, state, text, text_th from recall where tenant_id = ${tenant} and id = ${data.recallId}::uuid`,
    )
    if (!recall) return
    const isOver = recall.state === 'lifted'
    ctx.audit({ entity: 'recall', id: data.recallId, label: recall.number })
    // Who was not told of a recall before it was over need not be told at all.
    const waiting = isOver ? sql`ended and told_at is null` : sql`told_at is null`
    const people = await ctx.tx.rows<Recipient>(sql`
      select id, email, name, locale, serial_ids from recall_recipient
      where tenant_id = ${tenant} and recall_id = ${data.recallId}::uuid and ${waiting}
      order by id limit ${CHUNK}::int for update skip locked`)
    if (people.length === 0) return
    const ids = people.flatMap((person) => person.serial_ids)
    const pieces = new Map(
      (
        await ctx.tx.rows<{ id: string; human: string; name: string; name_th: string | null }>(sql`
          select s.id, s.human, p.name, p.name_th from serial s join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
          where s.tenant_id = ${tenant} and s.id = any(${ids}::uuid[])`)
      ).map((row) => [row.id, row]),
    )
    for (const person of people) {
      const isThai = person.locale === 'th'
      mailOwner(ctx, {
        kind: isOver ? 'recall-over' : 'recall',
        locale: isThai ? 'th' : 'en',
        to: person.email,
        name: person.name,
        pieces: person.serial_ids.flatMap((id): MailedPiece[] => {
          const piece = pieces.get(id)
          return piece
            ? [{ id, serial: piece.human, product: (isThai ? piece.name_th : null) ?? piece.name }]
            : []
        }),
        words: isOver
          ? ((isThai ? data.wordsTh : undefined) ?? data.words)
          : ((isThai ? recall.text_th : null) ?? recall.text),
        about: { entity: 'recall', id: data.recallId },
      })
    }
    await ctx.tx.run(sql`
      with told as (
        update recall_recipient set told_at = ${ctx.now}::timestamptz
        where tenant_id = ${tenant} and id = any(${people.map((person) => person.id)}::uuid[])
      )
      update recall set told_count = told_count + ${isOver ? 0 : people.length}::int
      where tenant_id = ${tenant} and id = ${data.recallId}::uuid`)
    if (people.length === CHUNK) ctx.enqueue(tellRecall, data)
  },
})
