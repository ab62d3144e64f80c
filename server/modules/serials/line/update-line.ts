import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields, EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
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
    const row = await ctx.tx.first<LineRow & { old_name: string; old_pattern: string }>(
      sql`update serial_line l set name = coalesce(${input.name ?? null}, l.name),
          legacy_pattern = coalesce(${input.legacyPattern ?? null}, l.legacy_pattern), updated_at = ${ctx.now}::timestamptz
        from (select tenant_id, id, name, legacy_pattern from serial_line
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid for update) old
        where l.tenant_id = old.tenant_id and l.id = old.id
        returning l.id, l.code, l.line_index, l.name, l.legacy_pattern, old.name as old_name, old.legacy_pattern as old_pattern,
          case l.code when 'HAT' then ${isStandardSql(ctx, 'HAT')} when 'OEM' then ${isStandardSql(ctx, 'OEM')} else true end as standard`,
    )
    if (!row) throw kernelFail('not_found')
    const saved = toLine(row)
    const changes = changedFields({ ...saved, name: row.old_name, legacyPattern: row.old_pattern }, saved)
    ctx.audit({ entity: 'serial_line', id: row.id, label: row.code, changes })
    return saved
  },
})
