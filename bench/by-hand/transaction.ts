import { createHash } from 'node:crypto'
import type pg from 'pg'

/** A prepared statement on a connection. */
export const prepared = (client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> =>
  client.query({ name: nameOf(text), text, values })

const names = new Map<string, string>()
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = `hand_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
    names.set(text, name)
  }
  return name
}

/**
 * A transaction as somebody who knows PostgreSQL would write it: pipelined, the tenant set in the first flush, nothing
 * between the statements and the wire.
 */
export async function byHand(
  pool: pg.Pool,
  tenantId: string,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await pool.connect()
  try {
    const began = client.query(`BEGIN; SET LOCAL app.tenant_id = '${tenantId}'`)
    began.catch(() => {})
    await work(client)
    await began
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** The audit record that every write leaves, as one statement. */
export const auditByHand = (
  client: pg.PoolClient,
  tenantId: string,
  id: string,
  operation: string,
  entity: string,
  entityId: string,
  input: string,
) =>
  prepared(
    client,
    `insert into audit_record (tenant_id, id, at, actor_kind, actor_id, actor_name, operation, entity, entity_id, label, input, changes, request_id)
     values ($1, $2, $3, 'system', null, 'system', $4, $5, $6, 'bench', $7, null, 'bench')`,
    [tenantId, id, new Date(), operation, entity, entityId, input],
  )

/** A job in the queue, as the library's row has it. */
export const jobByHand = (client: pg.PoolClient, id: string, tenantId: string, name: string, data: unknown) =>
  prepared(
    client,
    `insert into jobs.job (id, name, data, start_after, created_on, keep_until, retry_limit, retry_delay, retry_backoff, expire_seconds, deletion_seconds, policy, dead_letter, group_id)
     values ($1, 'work', $2, now(), now(), now() + interval '14 days', 8, 2, true, 900, 86400, 'standard', 'work_dead', $3)`,
    [id, JSON.stringify({ name, tenantId, data }), tenantId],
  )

/** The stored answer of an idempotent request. */
export const answerByHand = (client: pg.PoolClient, tenantId: string, id: string, response: string) =>
  prepared(
    client,
    `insert into idempotency_key (tenant_id, id, request_hash, status, response, created_at) values ($1, $2, 'hash', 201, $3, now())`,
    [tenantId, id, response],
  )
