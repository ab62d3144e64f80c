import { z } from 'zod'
import { type Caller, execute, readAs, recordOf } from '../../../kernel/command/execute.ts'
import { command, type Operation } from '../../../kernel/command/operation.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { toProblem } from '../../../kernel/http/app.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

/** As many as one request does: what is more goes on with `next`, so that it can be followed, and stopped. */
const MOST = 100

const input = z.object({
  operation: z.string().max(120).meta({ description: 'A command that `meta/resources` names under `bulk`' }),
  ids: z.array(id).min(1).max(MOST).optional(),
  matching: z
    .record(z.string().max(80), z.string().max(2000))
    .optional()
    .meta({ description: 'Instead of ids: the parameters of the list, for all rows that it finds' }),
  after: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'With `matching`: the `next` of the request before' }),
  input: z
    .record(z.string().max(80), z.unknown())
    .optional()
    .meta({ description: 'What the command needs to know besides which record' }),
})
type Input = z.output<typeof input>

const outcome = z.object({
  id,
  ok: z.boolean(),
  code: z.string().optional(),
  message: z.string().optional().meta({ description: 'Why it was refused, and what to do' }),
})
type Outcome = z.output<typeof outcome>

const output = z.object({
  outcomes: z.array(outcome),
  done: z.number().int(),
  refused: z.number().int(),
  next: z.string().nullable().meta({ description: 'With `matching`: send as `after` to go on' }),
})

/**
 * Runs a command for many records, each as if it had been sent by itself: with its permission, its transaction, its audit record and its
 * answer. One that is refused does not keep the others back. The Idempotency-Key covers each record: sent again, what was done is not done twice.
 */
const declared = command({
  name: 'lists.bulk.run',
  summary: 'Do the same with many records',
  description:
    'Up to 100 in one request, each with an outcome of its own. For all that a list finds give `matching`, and go on with `next` until it is null.',
  route: 'POST /bulk',
  anyMember: 'each record is admitted as the command itself, with its own permission',
  idempotency: 'required',
  errors: ['lists.not_bulk', 'lists.bulk_whom', 'list.where_unreadable'],
  input,
  output,
  example: { operation: 'crm.customer.delete', ids: [EXAMPLE_ID] },
  run: () => Promise.reject(new Error('many records are many transactions')),
})

export const runBulk: Operation = {
  ...declared,
  async direct(kernel, raw, caller) {
    const given = raw as Input
    const key = caller.idempotencyKey
    if (!key || key.length > 200) throw kernelFail('idempotency.key_required')
    const operation = kernel.operations.find((one) => one.name === given.operation && one.bulk !== undefined)
    if (!operation) throw fail('lists.not_bulk', { operation: given.operation })
    if (operation.permission !== undefined && !caller.principal.permissions.has(operation.permission))
      throw kernelFail('auth.forbidden', { permission: operation.permission })
    const { ids, next } = await whom(kernel, operation, given, caller)
    const outcomes: Outcome[] = []
    for (const recordId of ids) {
      outcomes.push(
        await one(kernel, operation, { ...given.input, id: recordId }, recordId, {
          ...caller,
          requestId: `${caller.requestId}:${outcomes.length + 1}`,
          idempotencyKey: `${key}:${recordId}`,
        }),
      )
    }
    const done = outcomes.filter(({ ok }) => ok).length
    const refused = outcomes.length - done
    await recordOf(
      kernel,
      declared.name,
      caller,
      {
        operation: operation.name,
        ...(given.matching ? { matching: given.matching } : {}),
        input: given.input ?? {},
      },
      { entity: operation.bulk!.split('.').at(-1)!, label: operation.name, changes: { done, refused } },
    )
    return {
      status: declared.status,
      body: JSON.stringify({ outcomes, done, refused, next }),
      replayed: false,
    }
  },
}

/** One record, with an outcome whatever happens to it. */
async function one(
  kernel: Kernel,
  operation: Operation,
  raw: unknown,
  recordId: string,
  caller: Caller,
): Promise<Outcome> {
  try {
    await execute(kernel, { ...operation, idempotency: 'required' }, raw, caller)
    return { id: recordId, ok: true }
  } catch (error) {
    const problem = toProblem(error)
    if (problem.status >= 500) kernel.log.error({ err: error, requestId: caller.requestId }, problem.code)
    const { code, detail } = problem.toDocument(caller.locale, caller.requestId)
    return {
      id: recordId,
      ok: false,
      code,
      message: problem.errors?.map(({ message }) => message).join('; ') || detail,
    }
  }
}

/** Which records: those named, or the next ones of all that the list finds. */
async function whom(
  kernel: Kernel,
  operation: Operation,
  given: Input,
  caller: Caller,
): Promise<{ ids: string[]; next: string | null }> {
  if ((given.ids === undefined) === (given.matching === undefined)) throw fail('lists.bulk_whom')
  if (given.ids) return { ids: [...new Set(given.ids)], next: null }
  const list = kernel.operation(`${operation.bulk}.list`)
  if (list.permission !== undefined && !caller.principal.permissions.has(list.permission))
    throw kernelFail('auth.forbidden', { permission: list.permission })
  const { limit: _limit, after: _after, before: _before, ...matching } = given.matching!
  const parsed = list.input.safeParse({
    ...matching,
    limit: String(MOST),
    ...(given.after === undefined ? {} : { after: given.after }),
  })
  if (!parsed.success)
    throw kernelFail(
      'request.malformed',
      {},
      {
        errors: parsed.error.issues.map((issue) => ({
          field: `matching.${issue.path.join('.')}`,
          code: issue.code,
          message: issue.message,
        })),
      },
    )
  const page = await readAs(kernel, list.name, caller, (ctx) => list.list!.page(ctx, parsed.data as never))
  return { ids: page.items.map((item) => String(item.id)), next: page.next }
}
