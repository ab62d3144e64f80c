import type pg from 'pg'
import { newId } from '../../shared/ids.ts'
import { auditByHand, byHand, prepared } from './transaction.ts'

export interface HandLog {
  tenantId: string
  tokenCode: string
  taskId: string
  operatorId: string
  /** The row of what the operator runs. */
  runningId: string
  event: 'pause' | 'resume'
}

/**
 * What `manufacturing.wip.log` reads and writes for a pause or resume, as statements that know beforehand what they will find:
 * the ticket locked, the token with its task, whether the device's event was taken, then the log, the event, the task's
 * projection, what the operator runs, and the audit record.
 */
export const logByHand = (pool: pg.Pool, given: HandLog): Promise<void> =>
  byHand(pool, given.tenantId, async (client) => {
    const { tenantId, tokenCode, taskId, operatorId, runningId, event } = given
    const now = new Date()
    const nowMs = now.getTime()
    const deviceEventId = newId(nowMs)
    const [locked] = await Promise.all([
      prepared(
        client,
        `select t.id, t.number, t.state, t.earned_minutes, t.total_minutes, k.id as token_id from work_token k
           join job_ticket t on t.tenant_id = k.tenant_id and t.id = k.ticket_id
         where k.tenant_id = $1 and k.code = $2 for no key update of t`,
        [tenantId, tokenCode],
      ),
      prepared(
        client,
        `select k.state, k.quantity, k.finished_quantity, t.id, t.code, t.predecessors, t.rate_per_hour, a.state as at, a.running_since, a.worked_minutes
         from work_token k join ticket_task t on t.tenant_id = k.tenant_id and t.ticket_id = k.ticket_id
           left join token_task a on a.tenant_id = k.tenant_id and a.token_id = k.id and a.task_id = t.id
         where k.tenant_id = $1 and k.code = $2`,
        [tenantId, tokenCode],
      ),
      prepared(client, 'select fingerprint, answer from wip_device_event where tenant_id = $1 and id = $2', [
        tenantId,
        deviceEventId,
      ]),
      prepared(client, 'select task_id, token_id from running_log where tenant_id = $1 and id = $2', [
        tenantId,
        runningId,
      ]),
    ])
    const { id: ticketId, token_id: tokenId } = locked.rows[0]
    const logId = newId(nowMs)
    const isPause = event === 'pause'
    await Promise.all([
      prepared(
        client,
        `insert into wip_log (tenant_id, id, event, ticket_id, task_id, token_id, operator_id, operator_name, recorded_by, task_state, device_at,
           received_at, device_event_id, minutes)
         values ($1, $2, $3, $4, $5, $6, $7, 'Mali', 'system', $8, $9, $9, $10, $11)`,
        [
          ...[tenantId, logId, event, ticketId, taskId, tokenId, operatorId],
          ...[isPause ? 'paused' : 'running', now, deviceEventId, isPause ? '0.01' : '0'],
        ],
      ),
      prepared(
        client,
        `insert into wip_device_event (tenant_id, id, log_id, received_at, fingerprint, answer) values ($1, $2, $3, $4, 'fingerprint', $5)`,
        [
          tenantId,
          deviceEventId,
          logId,
          now,
          JSON.stringify({ id: logId, event, tokenId, tokenCode, ticketId }),
        ],
      ),
      prepared(
        client,
        `update token_task set state = $4, running_since = $5, worked_minutes = worked_minutes + $6, last_log_id = $7
         where tenant_id = $1 and token_id = $2 and task_id = $3`,
        [
          ...[tenantId, tokenId, taskId, isPause ? 'paused' : 'running'],
          ...[isPause ? null : now, isPause ? '0.01' : '0', logId],
        ],
      ),
      isPause
        ? prepared(client, 'delete from running_log where tenant_id = $1 and id = $2', [tenantId, runningId])
        : prepared(
            client,
            'insert into running_log (tenant_id, id, operator_id, task_id, token_id, started_at) values ($1, $2, $3, $4, $5, $6)',
            [tenantId, runningId, operatorId, taskId, tokenId, now],
          ),
      auditByHand(
        client,
        tenantId,
        newId(),
        'manufacturing.wip.log',
        'wip_log',
        logId,
        JSON.stringify({ tokenCode, event }),
      ),
    ])
  })
