import { createHash } from 'node:crypto'
import { index, integer, text } from 'drizzle-orm/pg-core'
import { moment, tenantTable } from '../db/columns.ts'
import { type Database, type DatabaseError, isDatabaseError, type Tx } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { refusalParams } from '../errors/from-database.ts'
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

interface EarlierAnswer {
  readonly status: number
  readonly response: string
}

/** The name of the refusal of a key that is not free. */
const CLAIMED = 'idempotency_claim'

/**
 * Takes the key for this transaction without waiting. Rejects when it is not free, because another request with it runs or was answered, and
 * ends the transaction: what was sent behind it is then not done. {@link answerOf} says what to tell.
 */
export async function claimKey(tx: Tx, tenantId: string, claim: IdempotencyClaim): Promise<void> {
  await tx.run(sql`select idempotency_claim(${tenantId}::uuid, ${claim.id}::uuid, ${claim.lock}::bigint)`)
}

/** Whether {@link claimKey} rejected with it because the key was not free. */
export const isClaimed = (error: unknown): error is DatabaseError =>
  isDatabaseError(error) && error.constraint === CLAIMED

/**
 * What an earlier request with the key was answered; `refusal` is that of the claim.
 * 409 while another request with the key runs, 422 when the key had another body.
 */
export async function answerOf(
  database: Database,
  tenantId: string,
  claim: IdempotencyClaim,
  refusal: DatabaseError,
): Promise<EarlierAnswer> {
  const { answered } = refusalParams(refusal) as { answered: boolean }
  const row = answered
    ? await database.read(tenantId, (tx) =>
        tx.first<EarlierAnswer & { request_hash: string }>(
          sql`select request_hash, status, response from idempotency_key where tenant_id = ${tenantId}::uuid and id = ${claim.id}::uuid`,
        ),
      )
    : undefined
  if (!row) throw fail('idempotency.in_progress', {}, { headers: { 'retry-after': '1' } })
  if (row.request_hash !== claim.requestHash) throw fail('idempotency.key_reused')
  return { status: row.status, response: row.response }
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
 * that), so an answer committed just before the lock was had is seen. The answer itself is not told here: the database may log errors.
 */
export const idempotencyFunction = `
create or replace function idempotency_claim(p_tenant uuid, p_id uuid, p_lock bigint) returns void language plpgsql volatile as $$
begin
  if not pg_try_advisory_xact_lock(p_lock) then
    perform refuse('${CLAIMED}', '{"answered":false}');
  elsif exists (select from idempotency_key k where k.tenant_id = p_tenant and k.id = p_id) then
    perform refuse('${CLAIMED}', '{"answered":true}');
  end if;
end $$;`
