import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { pageOf, paging } from '../../../kernel/wire.ts'
import { type RangeRow, rangeOutput, rangesWhere, toRange } from './range-output.ts'

/** The newest first: ids grow with time. */
const SORT = '-id'

export const listRanges = query({
  name: 'serials.range.list',
  permission: 'serials.read',
  summary: 'List the ranges of pre-printed numbers with their accounts, the newest first',
  route: 'GET /serials/ranges',
  input: z.object({ ...paging, line: z.string().max(4).optional() }),
  output: pageOf(rangeOutput),
  example: { line: 'HAT' },
  async run(ctx, input) {
    const where = [sql`r.tenant_id = ${ctx.tenant.id}::uuid`]
    if (input.line) where.push(sql`r.line = ${input.line}`)
    if (input.after) where.push(sql`r.id < ${decodeCursor(input.after, SORT).id}::uuid`)
    const rows = await ctx.tx.rows<RangeRow>(rangesWhere(sql.join(where, ' and '), input.limit + 1))
    const page = rows.slice(0, input.limit)
    return {
      items: page.map(toRange),
      next: rows.length > input.limit ? encodeCursor({ sort: SORT, id: page.at(-1)!.id }) : null,
    }
  },
})
