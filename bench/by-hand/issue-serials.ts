import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import { newId } from '../../shared/ids.ts'
import { mintMany } from '../../shared/serial/mint.ts'
import { answerByHand, auditByHand, byHand, jobByHand, prepared } from './transaction.ts'

export interface IssueByHand {
  tenantId: string
  tenantCode: string
  key: KeyObject
  productId: string
  sku: string
  day: string
  quantity: number
}

/** What `serials.serial.issue` writes: counter, serials, events, audit record, stored answer, job. Minting is in both. */
export const issueByHand = (pool: pg.Pool, given: IssueByHand): Promise<void> =>
  byHand(pool, given.tenantId, async (client) => {
    const { tenantId, quantity, day } = given
    await prepared(client, 'select pg_try_advisory_xact_lock($1)', [String(Math.floor(Math.random() * 1e15))])
    const { rows } = await prepared(
      client,
      `insert into serial_counter as c (tenant_id, id, line, day, last) values ($1, $2, 'HAT', $3, $4)
       on conflict (tenant_id, line, day) do update set last = c.last + excluded.last returning last`,
      [tenantId, newId(), day, quantity],
    )
    const last = Number((rows[0] as { last: string }).last)
    const pieces = mintMany(
      {
        tenant: given.tenantCode,
        line: 'HAT',
        lineIndex: 0,
        sku: given.sku,
        day,
        firstSeq: last - quantity + 1,
        count: quantity,
      },
      given.key,
    )
    const ids = pieces.map(() => newId())
    const now = new Date()
    const answer = JSON.stringify({
      serials: pieces.map((piece, i) => ({
        id: ids[i],
        serial: piece.human,
        compact: piece.compact,
        seq: piece.seq,
      })),
    })
    await Promise.all([
      prepared(
        client,
        `insert into serial (tenant_id, id, human, folded, compact, kind, line, day, seq, product_id, state, version, made_on, created_at, updated_at)
         select $1, u.id, u.human, u.folded, u.compact, 'standard', 'HAT', $2, u.seq, $3, 'issued', 1, $2, $4, $4
         from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::bigint[]) as u(id, human, folded, compact, seq)`,
        [
          tenantId,
          day,
          given.productId,
          now,
          ids,
          pieces.map((p) => p.human),
          pieces.map((p) => p.folded),
          pieces.map((p) => p.compact),
          pieces.map((p) => p.seq),
        ],
      ),
      prepared(
        client,
        `insert into serial_event (tenant_id, id, serial_id, version, to_state, at, actor_kind, actor_name)
         select $1, u.id, u.serial_id, 1, 'issued', $2, 'system', 'system' from unnest($3::uuid[], $4::uuid[]) as u(id, serial_id)`,
        [tenantId, now, ids.map(() => newId()), ids],
      ),
      auditByHand(client, tenantId, newId(), 'serials.serial.issue', 'serial', ids[0]!, '{}'),
      answerByHand(client, tenantId, newId(), answer),
      jobByHand(client, newId(), tenantId, 'serials.link', { ids }),
    ])
  })
