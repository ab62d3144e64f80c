import { getTableName } from 'drizzle-orm'
import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

/**
 * Takes back what an import made: the records it made, less those that somebody changed, deleted or used since. What it changed of
 * records that were there before stays.
 */
export const undoImport = command({
  name: 'lists.import.undo',
  summary: 'Undo an import',
  description:
    'Deletes the records that the import made and that nobody has changed or used since; they can be restored one by one. Needs the permission to delete such records.',
  route: 'POST /imports/:id/undo',
  anyMember: 'whoever may delete such records may take back an import of them; that permission is asked for',
  errors: ['lists.import_undone', 'not_found'],
  input: z.object({ id }),
  output: z.object({
    id,
    list: z.string(),
    undone: z.number().int().meta({ description: 'Records that were deleted' }),
    kept: z.number().int().meta({ description: 'Records that stay, since somebody changed or used them' }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const run = await ctx.tx.first<{ list: string; undone_at: Date | null; file_name: string | null }>(
      sql`select list, undone_at, file_name from import_run where tenant_id = ${tenant} and id = ${input.id}::uuid for update`,
    )
    if (!run) throw kernelFail('not_found')
    const permission = `${run.list}.delete`
    if (!ctx.principal.permissions.has(permission)) throw kernelFail('auth.forbidden', { permission })
    if (run.undone_at) throw fail('lists.import_undone')
    const table = ctx.kernel.operation(`${run.list}.list`).list!.record!.table
    const name = getTableName(table)
    const unused = await unusedSql(ctx, name)
    const deleted = await ctx.tx.rows<{ id: string }>(sql`
      update ${sql.id(name)} r set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = r.version + 1
      from imported_record i
      where i.tenant_id = ${tenant} and i.import_id = ${input.id}::uuid and r.tenant_id = ${tenant} and r.id = i.record_id
        and r.version = i.version and r.deleted_at is null and ${unused}
      returning r.id`)
    const { made } = await ctx.tx.one<{ made: bigint }>(sql`
      with closed as (
        update import_run set undone_at = ${ctx.now}::timestamptz, undone = ${deleted.length}::int where tenant_id = ${tenant} and id = ${input.id}::uuid
      )
      select count(*) as made from imported_record where tenant_id = ${tenant} and import_id = ${input.id}::uuid`)
    const kept = Number(made) - deleted.length
    ctx.audit({
      // Of the kind as a whole: its open lists are read anew. The import is no record of that kind, and has no page.
      entity: run.list.split('.').at(-1)!,
      ...(run.file_name === null ? {} : { label: run.file_name }),
      changes: { undone: deleted.length, kept },
    })
    return { id: input.id, list: run.list, undone: deleted.length, kept }
  },
})

/** Nothing refers to the record `r`: one condition for each foreign key of the database that points to its table. */
async function unusedSql(ctx: TenantContext, table: string): Promise<Sql> {
  const keys = await ctx.tx.rows<{ child: string; column: string }>(sql`
    select c.conrelid::regclass::text as child, a.attname as "column"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_upper(c.conkey, 1)]
    where c.contype = 'f' and c.conparentid = 0 and c.confrelid = (quote_ident(${table}))::regclass and a.attname <> 'tenant_id'
    order by 1, 2`)
  return sql.join(
    [
      sql`true`,
      ...keys.map(
        ({ child, column }) =>
          sql`not exists (select from ${sql.trusted(child)} x where x.tenant_id = r.tenant_id and x.${sql.id(column)} = r.id)`,
      ),
    ],
    ' and ',
  )
}
