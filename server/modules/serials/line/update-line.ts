import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { type LineRow, lineOutput, patternInput, toLine } from './line-output.ts'
import { isStandardSql } from './standard-flags.ts'

export const updateLine = command({
  name: 'serials.line.update',
  summary: 'Change a line’s name or the pattern of its old numbers',
  route: 'PATCH /serials/lines/:id',
  input: z.object({ id, name: line(80).optional(), legacyPattern: patternInput.optional() }),
  output: lineOutput,
  example: { id: EXAMPLE_ID, legacyPattern: '{SKU}/{YY}{MM}{DD}/{SEQ}' },
  async run(ctx, input) {
    const row = await ctx.tx.first<LineRow>(
      sql`update serial_line set name = coalesce(${input.name ?? null}, name),
          legacy_pattern = coalesce(${input.legacyPattern ?? null}, legacy_pattern), updated_at = ${ctx.now}::timestamptz
        where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid
        returning id, code, line_index, name, legacy_pattern,
          case code when 'HAT' then ${isStandardSql(ctx, 'HAT')} when 'OEM' then ${isStandardSql(ctx, 'OEM')} else true end as standard`,
    )
    if (!row) throw kernelFail('not_found')
    const { id: _id, ...changes } = input
    ctx.audit({ entity: 'serial_line', id: row.id, label: row.code, changes })
    return toLine(row)
  },
})
