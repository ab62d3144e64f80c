import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { type LineRow, lineOutput, toLine } from './line-output.ts'
import { isStandardSql } from './standard-flags.ts'

export const listLines = query({
  name: 'serials.line.list',
  permission: 'serials.read',
  summary: 'List the lines whose code serials carry',
  route: 'GET /serials/lines',
  input: z.object({}),
  output: z.object({ items: z.array(lineOutput) }),
  example: {},
  async run(ctx) {
    const rows = await ctx.tx.rows<LineRow>(
      sql`select id, code, line_index, name, legacy_pattern,
          case code when 'HAT' then ${isStandardSql(ctx, 'HAT')} when 'OEM' then ${isStandardSql(ctx, 'OEM')} else true end as standard
        from serial_line where tenant_id = ${ctx.tenant.id}::uuid order by line_index`,
    )
    return { items: rows.map(toLine) }
  },
})
