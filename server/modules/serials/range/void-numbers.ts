import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { printedNumber } from './range-numbers.ts'
import { rangeOutput, readRange } from './range-output.ts'

export const voidNumbers = command({
  name: 'serials.range.void',
  permission: 'serials.range.register',
  summary: 'Declare numbers of a range void',
  description:
    'For labels that were spoilt or lost: from the first to the last number, all of them or none. Without numbers, all that are left: the range is closed.',
  route: 'POST /serials/ranges/:id/void',
  errors: ['serials.range_number_used', 'serials.range_number_void'],
  input: z
    .object({
      id,
      first: z.number().int().min(0).optional(),
      last: z.number().int().min(0).optional(),
      reason: line(500),
    })
    .refine(({ first, last }) => (first === undefined) === (last === undefined), {
      path: ['last'],
      message: 'the first and the last number, or neither',
    }),
  output: rangeOutput,
  example: { id: EXAMPLE_ID, first: 12, last: 14, reason: 'Torn from the roll' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const range = await ctx.tx.first<{
      name: string
      prefix: string
      digits: number
      first: bigint
      last: bigint
    }>(
      sql`select name, prefix, digits, first, last from serial_range
        where tenant_id = ${tenant} and id = ${input.id}::uuid for update`,
    )
    if (!range) throw kernelFail('not_found')
    const first = input.first ?? Number(range.first)
    const last = input.last ?? Number(range.last)
    const isWithin = first >= Number(range.first) && last <= Number(range.last) && first <= last
    if (!isWithin)
      throw kernelFail(
        'request.malformed',
        {},
        {
          errors: [
            { field: 'last', code: 'out_of_range', message: `within ${range.first} to ${range.last}` },
          ],
        },
      )
    if (input.first !== undefined) {
      const taken = await ctx.tx.first<{ number: bigint; fate: 'used' | 'void' }>(
        sql`select number, fate from serial_range_number where tenant_id = ${tenant} and range_id = ${input.id}::uuid
            and number between ${first}::bigint and ${last}::bigint order by number limit 1`,
      )
      if (taken) {
        const number = printedNumber(range, Number(taken.number))
        if (taken.fate === 'used') throw fail('serials.range_number_used', { number })
        throw fail('serials.range_number_void', { number, range: range.name })
      }
    }
    const left = await ctx.tx.rows<{ number: bigint }>(
      sql`select s.number from generate_series(${first}::bigint, ${last}::bigint) as s(number)
        where not exists (
          select from serial_range_number n where n.tenant_id = ${tenant} and n.range_id = ${input.id}::uuid and n.number = s.number
        ) order by s.number`,
    )
    const nowMs = ctx.now.getTime()
    await ctx.tx.run(
      sql`with entered as (
          insert into serial_range_number (tenant_id, id, range_id, number, fate, reason, at, actor_name)
          select ${tenant}, g.id, ${input.id}::uuid, g.number, 'void', ${input.reason}, ${ctx.now}::timestamptz, ${ctx.principal.name}
          from unnest(${left.map(() => newId(nowMs))}::uuid[], ${left.map((row) => row.number)}::bigint[]) as g(id, number)
          returning 1
        )
        update serial_range set voided = voided + (select count(*) from entered), updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${tenant} and id = ${input.id}::uuid`,
    )
    ctx.audit({
      entity: 'serial_range',
      id: input.id,
      label: range.name,
      changes: { void: left.length, first, last, reason: input.reason },
    })
    return await readRange(ctx, input.id)
  },
})
