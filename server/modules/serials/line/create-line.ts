import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { MAX_LINE_INDEX } from '../../../../shared/serial/format.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { DEFAULT_PATTERN } from './legacy-pattern.ts'
import { type LineRow, lineOutput, patternInput, toLine } from './line-output.ts'

/** HAT has 0, OEM 1. */
const FIRST_OWN_INDEX = 2

export const createLine = command({
  name: 'serials.line.create',
  summary: 'Create a line of the workshop’s own',
  description: 'Serials carry its code and its index, so neither ever changes.',
  route: 'POST /serials/lines',
  status: 201,
  errors: ['serials.line_code_taken', 'serials.line_index_taken', 'serials.lines_full'],
  input: z.object({
    code: z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters, such as LUX'),
    name: line(80),
    index: z
      .number()
      .int()
      .min(FIRST_OWN_INDEX)
      .max(MAX_LINE_INDEX)
      .optional()
      .meta({ description: 'The next free one unless given' }),
    legacyPattern: patternInput.default(DEFAULT_PATTERN),
  }),
  output: lineOutput,
  example: { code: 'LUX', name: 'Limited editions' },
  async run(ctx, input) {
    const id = newId(ctx.now.getTime())
    const row = await ctx.tx.first<LineRow>(
      sql`insert into serial_line (tenant_id, id, code, code_folded, line_index, name, legacy_pattern, created_at, updated_at)
        select ${ctx.tenant.id}::uuid, ${id}::uuid, ${input.code}, ${fold(input.code)}, free.index, ${input.name},
          ${input.legacyPattern}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
        from (
          select coalesce(${input.index ?? null}::int, (
            select min(i) from generate_series(${FIRST_OWN_INDEX}::int, ${MAX_LINE_INDEX}::int) i
            where not exists (select from serial_line l where l.tenant_id = ${ctx.tenant.id}::uuid and l.line_index = i))) as index
        ) free where free.index is not null
        returning id, code, line_index, name, legacy_pattern, true as standard`,
    )
    if (!row) throw fail('serials.lines_full')
    ctx.audit({ entity: 'serial_line', id, label: input.code, changes: { index: row.line_index } })
    return toLine(row)
  },
})
