import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'

/** Needed to show a view to others, and to change one that they see. */
export const SHARE = 'lists.view.share'

interface Row {
  id: string
  list: string
  name: string
  query: string
  shared: boolean
  owner_id: string
  owner_name: string
  version: bigint
}

const output = z.object({
  id,
  list: z.string(),
  name: z.string(),
  query: z.string().meta({ description: 'The query of the page’s address' }),
  shared: z.boolean(),
  mine: z.boolean(),
  ownerName: z.string(),
  version: z.number().int(),
  mayChange: z.boolean(),
})

const ownerOf = (ctx: TenantContext): string => `${ctx.principal.kind}:${ctx.principal.id ?? ''}`
const mayShare = (ctx: TenantContext): boolean => ctx.principal.permissions.has(SHARE)
const columns = sql.trusted('v.id, v.list, v.name, v.query, v.shared, v.owner_id, v.owner_name, v.version')

const present = (ctx: TenantContext, row: Row): z.input<typeof output> => {
  const mine = row.owner_id === ownerOf(ctx)
  return {
    id: row.id,
    list: row.list,
    name: row.name,
    query: row.query,
    shared: row.shared,
    mine,
    ownerName: row.owner_name,
    version: Number(row.version),
    mayChange: mine ? !row.shared || mayShare(ctx) : mayShare(ctx),
  }
}

/** Only lists that there are and that the caller may read have views for them. */
function assertMayRead(ctx: TenantContext, list: string): void {
  const operation = ctx.kernel.operations.find((one) => one.list?.name === list)
  if (!operation) throw kernelFail('not_found')
  if (operation.permission !== undefined && !ctx.principal.permissions.has(operation.permission))
    throw kernelFail('auth.forbidden', { permission: operation.permission })
}

const REASON = 'a person’s own views need no permission beyond reading the list; showing them to others does'
const listName = z
  .string()
  .regex(/^[a-z_]+\.[a-z_]+$/, 'the name of a list, such as sales.order')
  .max(120)

export const listViews = query({
  name: 'lists.view.list',
  summary: 'List the views of a list that the caller made or that others share',
  route: 'GET /views',
  anyMember: REASON,
  input: z.object({ list: listName }),
  output: z.object({ items: z.array(output) }),
  example: { list: 'sales.order' },
  async run(ctx, input) {
    assertMayRead(ctx, input.list)
    const rows = await ctx.tx.rows<Row>(sql`select ${columns} from saved_view v
      where v.tenant_id = ${ctx.tenant.id}::uuid and v.list = ${input.list} and v.deleted_at is null
        and (v.shared or v.owner_id = ${ownerOf(ctx)})
      order by v.shared, lower(v.name), v.id limit 200`)
    return { items: rows.map((row) => present(ctx, row)) }
  },
})

const content = {
  name: line(80),
  query: z.string().max(4000).meta({ description: 'The query of the page’s address' }),
  shared: z.boolean().default(false),
}

const refuseUnlessShared = (ctx: TenantContext, shared: boolean): void => {
  if (shared && !mayShare(ctx)) throw kernelFail('auth.forbidden', { permission: SHARE })
}

export const createView = command({
  name: 'lists.view.create',
  summary: 'Keep a view of a list under a name',
  route: 'POST /views',
  status: 201,
  idempotency: 'optional',
  anyMember: REASON,
  input: z.object({ list: listName, ...content }),
  output,
  example: { list: 'sales.order', name: 'To be shipped', query: 'state=paid', shared: false },
  async run(ctx, input) {
    assertMayRead(ctx, input.list)
    refuseUnlessShared(ctx, input.shared)
    const row = await ctx.tx.one<Row>(sql`
      insert into saved_view as v (tenant_id, id, list, name, query, shared, owner_id, owner_name, created_at, updated_at)
      values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${input.list}, ${input.name}, ${input.query}, ${input.shared}::boolean,
        ${ownerOf(ctx)}, ${ctx.principal.name}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
      returning ${columns}`)
    ctx.audit({ entity: 'view', id: row.id, label: row.name })
    return present(ctx, row)
  },
})

/** A view that the caller may change, locked. */
async function lockView(ctx: TenantContext, viewId: string): Promise<Row> {
  const row = await ctx.tx.first<Row>(sql`select ${columns} from saved_view v
    where v.tenant_id = ${ctx.tenant.id}::uuid and v.id = ${viewId}::uuid and v.deleted_at is null
      and (v.shared or v.owner_id = ${ownerOf(ctx)}) for update`)
  if (!row) throw kernelFail('not_found')
  refuseUnlessShared(ctx, row.shared)
  return row
}

export const updateView = command({
  name: 'lists.view.update',
  summary: 'Change a view',
  route: 'PATCH /views/:id',
  anyMember: REASON,
  errors: ['conflict.version'],
  input: z.object({
    id,
    version: z.number().int().optional(),
    name: content.name.optional(),
    query: content.query.optional(),
    shared: z.boolean().optional(),
  }),
  output,
  example: { id: EXAMPLE_ID, name: 'Late' },
  async run(ctx, input) {
    const before = await lockView(ctx, input.id)
    if (input.version !== undefined && Number(before.version) !== input.version)
      throw kernelFail('conflict.version')
    refuseUnlessShared(ctx, input.shared ?? false)
    const row = await ctx.tx.one<Row>(sql`
      update saved_view v set name = ${input.name ?? before.name}, query = ${input.query ?? before.query},
        shared = ${input.shared ?? before.shared}::boolean, updated_at = ${ctx.now}::timestamptz, version = v.version + 1
      where v.tenant_id = ${ctx.tenant.id}::uuid and v.id = ${input.id}::uuid returning ${columns}`)
    ctx.audit({ entity: 'view', id: row.id, label: row.name })
    return present(ctx, row)
  },
})

export const deleteView = command({
  name: 'lists.view.delete',
  summary: 'Delete a view',
  route: 'DELETE /views/:id',
  anyMember: REASON,
  input: z.object({ id }),
  output,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const before = await lockView(ctx, input.id)
    await ctx.tx.run(sql`update saved_view set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = version + 1
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`)
    ctx.audit({ entity: 'view', id: before.id, label: before.name })
    return present(ctx, before)
  },
})
