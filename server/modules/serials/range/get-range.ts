import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { printedNumber } from './range-numbers.ts'
import { rangeOutput, readRange } from './range-output.ts'

const MOST_RUNS = 100

export const getRange = query({
  name: 'serials.range.get',
  permission: 'serials.read',
  summary: 'Read a range of pre-printed numbers: its account, and what was declared void and why',
  route: 'GET /serials/ranges/:id',
  input: z.object({ id }),
  output: rangeOutput.extend({
    voided: z
      .array(
        z.object({
          first: z.string(),
          last: z.string(),
          count: z.number().int(),
          reason: z.string(),
          at: moment,
          by: z.string(),
        }),
      )
      .meta({ description: `Numbers declared void, as runs, the latest ${MOST_RUNS}` }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [range, runs] = await Promise.all([
      readRange(ctx, input.id),
      ctx.tx.rows<{ first: bigint; last: bigint; reason: string; at: Date; actor_name: string }>(
        sql`select min(number) as first, max(number) as last, reason, at, actor_name from (
            select number, reason, at, actor_name, number - row_number() over (partition by reason, at, actor_name order by number) as run
            from serial_range_number
            where tenant_id = ${ctx.tenant.id}::uuid and range_id = ${input.id}::uuid and fate = 'void'
          ) numbered
          group by reason, at, actor_name, run order by at desc, first limit ${MOST_RUNS}::int`,
      ),
    ])
    return {
      ...range,
      voided: runs.map(({ first, last, reason, at, actor_name }) => ({
        first: printedNumber(range, Number(first)),
        last: printedNumber(range, Number(last)),
        count: Number(last - first) + 1,
        reason,
        at: at.toISOString(),
        by: actor_name,
      })),
    }
  },
})
