import { fold } from '../../../../shared/serial/fold.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { passportCredential } from './credential.ts'
import { contentFor, readPieces } from './read-passport.ts'

/** Passports that are written to the registry at once. */
const CHUNK = 200

interface PassportRow {
  serial_id: string
  status_index: number
  version: number
  issued_at: Date
  revoked_at: Date | null
}

/**
 * Writes passports to the registry as they are now: what the public may see, and the credential that says it. Each time with a higher
 * version, of which the registry keeps the highest; so at least once and in any order is enough.
 */
async function publish(ctx: TenantContext, which: Sql): Promise<string[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const rows = await ctx.tx.rows<PassportRow>(
    sql`with chosen as materialized (
        select a.id from passport a where a.tenant_id = ${tenant} and ${which} order by a.serial_id limit ${CHUNK}::int for update
      )
      update passport a set version = a.version + 1 from chosen c where a.tenant_id = ${tenant} and a.id = c.id
      returning a.serial_id, a.status_index, a.version, a.issued_at, a.revoked_at`,
  )
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.serial_id).sort()
  const pieces = new Map(
    (await readPieces(ctx, sql`s.id = any(${ids}::uuid[])`)).map((piece) => [piece.id, piece]),
  )
  const { kernel, tenant: maker } = ctx
  const records = rows.map((row) => {
    const piece = pieces.get(row.serial_id)!
    const content = contentFor('public', piece)
    return {
      piece_id: row.serial_id,
      compact: piece.compact,
      version: row.version,
      status_index: row.status_index,
      revoked: row.revoked_at !== null,
      content,
      credential: passportCredential(kernel, maker, piece, content, {
        issuedAt: row.issued_at,
        statusIndex: row.status_index,
        now: ctx.now,
      }),
    }
  })
  await kernel.registry.query(
    sql`insert into registry.passport as p (piece_id, maker_folded, maker_code, maker_name, compact, version, status_index, revoked, content,
        credential, updated_at)
      select g.piece_id, ${fold(maker.code)}, ${maker.code}, ${maker.name}, g.compact, g.version, g.status_index, g.revoked, g.content,
        g.credential, now()
      from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as g(piece_id uuid, compact text, version int, status_index int,
        revoked boolean, content jsonb, credential json)
      on conflict (piece_id) do update set maker_name = excluded.maker_name, version = excluded.version, revoked = excluded.revoked,
        content = excluded.content, credential = excluded.credential, updated_at = excluded.updated_at
      where excluded.version > p.version`,
  )
  return ids
}

/** Passports of these pieces. */
export const publishJob = job<{ serialIds: string[] }>({
  name: 'passports.publish',
  async run(ctx, { serialIds }) {
    for (let from = 0; from < serialIds.length; from += CHUNK)
      await publish(ctx, sql`a.serial_id = any(${serialIds.slice(from, from + CHUNK)}::uuid[])`)
  },
})

export interface Republish {
  productId?: string
  operatorId?: string
  after?: string
}

/** Passports of a product and its variants, of what somebody worked on, or all: a chunk a job, until there is none left. */
export const republishJob = job<Republish>({
  name: 'passports.republish',
  async run(ctx, data) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const of: Sql[] = [sql`a.serial_id > ${data.after ?? '00000000-0000-0000-0000-000000000000'}::uuid`]
    if (data.productId !== undefined)
      of.push(
        sql`exists (select from serial s join product p on p.tenant_id = ${tenant} and p.id = s.product_id
          where s.tenant_id = ${tenant} and s.id = a.serial_id and (p.id = ${data.productId}::uuid or p.template_id = ${data.productId}::uuid))`,
      )
    if (data.operatorId !== undefined)
      of.push(
        sql`exists (select from serial s
            join work_token k on k.tenant_id = ${tenant} and k.ticket_id = s.ticket_id and (k.serial_id = s.id or k.kind = 'batch')
            join wip_log l on l.tenant_id = ${tenant} and l.token_id = k.id and l.operator_id = ${data.operatorId}
          where s.tenant_id = ${tenant} and s.id = a.serial_id)`,
      )
    const ids = await publish(ctx, sql.join(of, ' and '))
    if (ids.length === CHUNK) ctx.enqueue(republishJob, { ...data, after: ids.at(-1)! })
  },
})
