import { createHash } from 'node:crypto'
import { index, integer, text } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../db/columns.ts'
import type { Tx } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { fail } from '../errors/kernel-errors.ts'

/** Answers already given, by key: the row's id is derived from caller, operation and key, so the primary key is the guard. */
export const idempotencyKey = tenantTable(
  'idempotency_key',
  {
    requestHash: text('request_hash').notNull(),
    status: integer('status').notNull(),
    response: text('response').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index('idempotency_key_created_idx').on(t.tenantId, t.createdAt)],
)

/** How long an answer is kept. The contract says 24 hours at the least. */
export const KEEP_HOURS = 48

export interface IdempotencyClaim {
  readonly id: string
  readonly lock: bigint
  readonly requestHash: string
}

/** What a key stands for: the same caller, operation, key and tenant give the same row and the same lock. */
export function claimOf(
  tenantId: string,
  caller: string,
  operation: string,
  key: string,
  body: string,
): IdempotencyClaim {
  const digest = createHash('sha256').update(`${tenantId}\n${caller}\n${operation}\n${key}`).digest()
  const hex = digest.toString('hex')
  return {
    // A UUID of version 8: made from a hash, as RFC 9562 allows.
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
    lock: digest.readBigInt64BE(16),
    requestHash: createHash('sha256').update(body).digest('base64url'),
  }
}

interface BeginRow {
  locked: boolean
  request_hash: string | null
  status: number | null
  response: string | null
}

/**
 * Takes the key for this transaction without waiting. Resolves to the stored answer of an earlier request, or null
 * when this request is the first. 409 while another request with the key runs, 422 when the key had another body.
 */
export async function beginIdempotent(tx: Tx, tenantId: string, claim: IdempotencyClaim) {
  const row = await tx.one<BeginRow>(
    sql`select locked, request_hash, status, response from idempotency_begin(${tenantId}::uuid, ${claim.id}::uuid, ${claim.lock}::bigint)`,
  )
  if (!row.locked) throw fail('idempotency.in_progress', {}, { headers: { 'retry-after': '1' } })
  if (row.request_hash === null) return null
  if (row.request_hash !== claim.requestHash) throw fail('idempotency.key_reused')
  return { status: row.status!, response: row.response! }
}

/** Stores the answer, in the transaction of the effect. */
export const storeAnswer = (
  tenantId: string,
  claim: IdempotencyClaim,
  status: number,
  response: string,
  now: Date,
): Sql =>
  sql`insert into idempotency_key (tenant_id, id, request_hash, status, response, created_at)
    values (${tenantId}::uuid, ${claim.id}::uuid, ${claim.requestHash}, ${status}::int, ${response}, ${now}::timestamptz)`

/**
 * The lock is taken before the row is looked for, each with a snapshot of its own (a function's statements have
 * that), so an answer committed just before the lock was had is seen.
 */
export const idempotencyFunction = `
create or replace function idempotency_begin(p_tenant uuid, p_id uuid, p_lock bigint,
  out locked boolean, out request_hash text, out status int, out response text)
language plpgsql volatile as $$
begin
  locked := pg_try_advisory_xact_lock(p_lock);
  if locked then
    select k.request_hash, k.status, k.response into request_hash, status, response
    from idempotency_key k where k.tenant_id = p_tenant and k.id = p_id;
  end if;
end $$;`
