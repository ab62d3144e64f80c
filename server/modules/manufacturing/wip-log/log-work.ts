import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id, line, moment, nonNegativeDecimal, paragraph } from '../../../kernel/wire.ts'
import { POSTING_ERRORS } from '../../accounting/index.ts'
import { fail, WORK_ERRORS } from '../errors.ts'
import { TICKET_STATES } from '../ticket/job-ticket.ts'
import { loadToken, type TokenKey } from '../token/load-token.ts'
import { TOKEN_STATES, TOKEN_TASK_STATES } from '../token/work-token.ts'
import { takeLog } from './take-log.ts'
import { WIP_EVENTS } from './wip-log.ts'
import { runningLogId } from './write-log.ts'

/** May log what somebody else did. */
export const LOG_FOR_OTHERS = 'manufacturing.wip.log_for_others'
const MOST_MINUTES = 100_000

const input = z.object({
  tokenCode: line(80)
    .optional()
    .meta({ description: 'The code on the card of the piece or batch; this or `tokenId`' }),
  tokenId: id.optional(),
  taskCode: line(40).meta({ description: 'The operation: `stitching`' }),
  event: z.enum(WIP_EVENTS),
  goodQuantity: nonNegativeDecimal
    .optional()
    .meta({ description: 'Of a complete; all that can be done unless told' }),
  rejectedQuantity: nonNegativeDecimal.optional().meta({
    description: 'Of a complete or reject; how many a rework or scrap is about. Of a piece it is the piece',
  }),
  minutes: nonNegativeDecimal
    .refine((value) => Number(value) <= MOST_MINUTES, `at most ${MOST_MINUTES}`)
    .optional()
    .meta({ description: 'What a complete without a start took; otherwise the device times say' }),
  takesMaterial: z.boolean().optional().meta({
    description:
      'Of a scrap: whether the material is used up. Unless told it is when an operation of the token was completed',
  }),
  deviceEventId: id.meta({ description: 'New for each log; the same one sent again counts once' }),
  deviceAt: moment.meta({ description: 'When it happened; what lies in the future counts as now' }),
  note: paragraph(2000).optional().meta({ description: 'Measurement, result of a check, reason' }),
  fileIds: z.array(id).max(20).optional().meta({ description: 'Photos, uploaded before' }),
  operatorId: line(80).optional().meta({ description: 'Who did it, if not the caller' }),
  operatorName: line(120).optional(),
  toOperatorId: line(80).optional().meta({ description: 'Who takes over; of a handover' }),
  toOperatorName: line(120).optional(),
})
export type LogInput = z.output<typeof input>

export const logOutput = z.object({
  id,
  event: z.enum(WIP_EVENTS),
  tokenId: id,
  tokenCode: z.string(),
  tokenState: z.enum(TOKEN_STATES),
  taskCode: z.string(),
  taskState: z.enum(TOKEN_TASK_STATES),
  operatorId: z.string(),
  operatorName: z.string(),
  goodQuantity: decimal,
  rejectedQuantity: decimal,
  finishedQuantity: decimal.meta({ description: 'How many went into stock with it' }),
  minutes: decimal.meta({ description: 'Of the stretch of work that it ended' }),
  replacementTokenCode: z
    .string()
    .nullable()
    .meta({ description: 'The new piece in the place of one that was scrapped' }),
  ticketId: id,
  ticketNumber: z.string(),
  ticketState: z.enum(TICKET_STATES),
  earnedMinutes: decimal,
  totalMinutes: decimal,
})
export type LogAnswer = z.output<typeof logOutput>

export const logWork = command({
  name: 'manufacturing.wip.log',
  summary: 'Log work: start, pause, resume, complete, reject, rework, scrap, hold, release, handover',
  description:
    'The same deviceEventId sent again counts once and gets the same answer, so a device may send until it hears one.',
  route: 'POST /wip-logs',
  status: 201,
  errors: [
    ...WORK_ERRORS,
    ...POSTING_ERRORS,
    'stock.short',
    'stock.below_zero',
    'serials.wrong_state',
    'serials.line_unknown',
    'serials.not_serialised',
    'serials.day_full',
    'serials.number_taken',
    'serials.number_unusable',
  ],
  input,
  output: logOutput,
  example: {
    tokenCode: 'JT2026-000001-1',
    taskCode: 'stitching',
    event: 'complete',
    deviceEventId: EXAMPLE_ID,
    deviceAt: '2026-03-02T10:30:00+07:00',
  },
  async run(ctx, input) {
    const key = keyOf(input)
    const operatorId = input.operatorId ?? ctx.principal.id
    if (operatorId === null) throw fail('manufacturing.operator_needed')
    if (operatorId !== ctx.principal.id && !ctx.principal.permissions.has(LOG_FOR_OTHERS))
      throw kernelFail('auth.forbidden', { permission: LOG_FOR_OTHERS })
    const [token, around] = await Promise.all([
      loadToken(ctx, key, { lock: true }),
      loadAround(ctx, input, operatorId),
    ])
    if (!token) throw kernelFail('not_found')
    const fingerprint = fingerprintOf(input, token.id, operatorId)
    if (around.answer !== null) {
      if (around.fingerprint !== fingerprint) throw fail('manufacturing.device_event_reused')
      const answer = JSON.parse(around.answer) as LogAnswer
      ctx.audit({ entity: 'wip_log', id: answer.id, label: token.code, changes: { repeated: true } })
      return answer
    }
    const operatorName =
      operatorId === ctx.principal.id ? ctx.principal.name : (input.operatorName ?? around.operatorName)
    const toName = input.toOperatorName ?? around.toName
    if (operatorName === null) throw fail('manufacturing.operator_unknown', { operator: operatorId })
    if (input.toOperatorId !== undefined && toName === null)
      throw fail('manufacturing.operator_unknown', { operator: input.toOperatorId })
    if (around.files < new Set(input.fileIds).size) throw fail('manufacturing.file_unknown')
    if (around.runningTask !== null)
      throw fail('manufacturing.operator_busy', {
        operator: operatorName,
        task: around.runningTask,
        token: around.runningToken!,
      })
    return await takeLog(ctx, token, {
      input,
      fingerprint,
      operator: { id: operatorId, name: operatorName },
      to: input.toOperatorId === undefined ? undefined : { id: input.toOperatorId, name: toName! },
    })
  },
})

function keyOf(input: LogInput): TokenKey {
  if (input.tokenId !== undefined) return { id: input.tokenId }
  if (input.tokenCode !== undefined) return { code: input.tokenCode.toUpperCase() }
  throw kernelFail(
    'request.malformed',
    {},
    { errors: [{ field: 'tokenCode', code: 'required', message: 'give tokenCode or tokenId' }] },
  )
}

/** What a log needs to know beside the token. */
interface Around {
  fingerprint: string | null
  answer: string | null
  operatorName: string | null
  toName: string | null
  files: number
  /** What runs already of whoever would begin. */
  runningTask: string | null
  runningToken: string | null
}

/** Sent behind the lock of the ticket, so that it sees what the log before has written. */
async function loadAround(ctx: TenantContext, input: LogInput, operatorId: string): Promise<Around> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const begins = { start: operatorId, resume: operatorId, handover: input.toOperatorId }[
    input.event as 'start'
  ]
  const unnamed = (userId: string | undefined, name: string | undefined) =>
    sql`(select name from member where tenant_id = ${tenant} and user_id = ${name === undefined ? (userId ?? null) : null} and deleted_at is null)`
  return await ctx.tx.one<Around>(sql`
    select e.fingerprint, e.answer, r.task as "runningTask", r.token as "runningToken",
      ${unnamed(input.operatorId, input.operatorName)} as "operatorName",
      ${unnamed(input.toOperatorId, input.toOperatorName)} as "toName",
      (select count(*)::int from stored_file
        where tenant_id = ${tenant} and id = any(${input.fileIds ?? []}::uuid[]) and deleted_at is null) as files
    from (values (1)) as one
      left join wip_device_event e on e.tenant_id = ${tenant} and e.id = ${input.deviceEventId}::uuid
      left join (
        select t.code as task, k.code as token from running_log l
          join ticket_task t on t.tenant_id = ${tenant} and t.id = l.task_id
          join work_token k on k.tenant_id = ${tenant} and k.id = l.token_id
        where l.tenant_id = ${tenant} and l.id = ${begins === undefined ? null : runningLogId(begins)}::uuid
      ) r on true`)
}

/** What makes two logs the same: everything but how the token was named. */
function fingerprintOf(input: LogInput, tokenId: string, operatorId: string): string {
  const content = [
    tokenId,
    input.taskCode,
    input.event,
    input.goodQuantity ?? null,
    input.rejectedQuantity ?? null,
    input.minutes ?? null,
    input.takesMaterial ?? null,
    Date.parse(input.deviceAt),
    input.note ?? null,
    input.fileIds ?? null,
    operatorId,
    input.toOperatorId ?? null,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url')
}
