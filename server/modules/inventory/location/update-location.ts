import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields, EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { assertParent } from './create-location.ts'
import { isPhysical } from './location.ts'
import {
  type LocationRow,
  locationColumns,
  locationOutput,
  lockLocation,
  presentLocation,
} from './present-location.ts'

export const updateLocation = command({
  name: 'inventory.location.update',
  summary: 'Change a location',
  description:
    'Code and kind never change. Stock below zero can be forbidden once nothing is below zero at the location.',
  route: 'PATCH /locations/:id',
  errors: ['conflict.version', 'inventory.location_parent', 'stock.below_zero'],
  input: z.object({
    id,
    version: z
      .number()
      .int()
      .optional()
      .meta({ description: 'The version that was read: somebody else’s change in between is 409' }),
    name: line().optional(),
    nameTh: line().nullable().optional(),
    parentId: id.nullable().optional(),
    allowNegative: z.boolean().optional(),
  }),
  output: locationOutput,
  example: { id: EXAMPLE_ID, name: 'Bag cupboard, left' },
  async run(ctx, input) {
    const before = await lockLocation(ctx, input.id)
    const { code } = before
    if (input.version !== undefined && Number(before.version) !== input.version)
      throw kernelFail('conflict.version')
    if (input.parentId) {
      if (!isPhysical(before.kind)) throw fail('inventory.location_parent', { code, parent: input.parentId })
      await assertParent(ctx, code, input.parentId, before.id)
    }
    const after = {
      name: input.name ?? before.name,
      nameTh: input.nameTh === undefined ? before.name_th : input.nameTh,
      parentId: input.parentId === undefined ? before.parent_id : input.parentId,
      // A virtual location is below zero by its nature.
      allowNegative: isPhysical(before.kind) ? (input.allowNegative ?? before.allow_negative) : true,
    }
    // Locked first, by a statement of its own, so that the checks of the next are tried on what is there by then.
    await ctx.tx.run(sql`
      select from stock_level s where s.tenant_id = ${ctx.tenant.id}::uuid and s.location_id = ${before.id}::uuid
        and s.allow_negative <> ${after.allowNegative}::boolean
      order by s.product_id, s.location_id, s.lot_id for update`)
    // The levels carry the permission for their checks; the foreign key is looked at when both are written.
    const row = await ctx.tx.one<LocationRow>(sql`
      with levels as (
        update stock_level s set allow_negative = ${after.allowNegative}::boolean
        where s.tenant_id = ${ctx.tenant.id}::uuid and s.location_id = ${before.id}::uuid
          and s.allow_negative <> ${after.allowNegative}::boolean
      )
      update location l set name = ${after.name}, name_th = ${after.nameTh}::text, parent_id = ${after.parentId}::uuid,
        allow_negative = ${after.allowNegative}::boolean, updated_at = ${ctx.now}::timestamptz, version = l.version + 1
      where l.tenant_id = ${ctx.tenant.id}::uuid and l.id = ${before.id}::uuid
      returning ${locationColumns}`)
    const was = {
      name: before.name,
      nameTh: before.name_th,
      parentId: before.parent_id,
      allowNegative: before.allow_negative,
    }
    const codes =
      was.parentId === after.parentId ? undefined : await codesOf(ctx, was.parentId, after.parentId)
    ctx.audit({
      entity: 'location',
      id: before.id,
      label: code,
      changes: { ...changedFields(was, after), ...(codes === undefined ? {} : { parent: codes }) },
    })
    return presentLocation(row)
  },
})

/** What a place was in and is in now, as its people know it. */
async function codesOf(ctx: TenantContext, fromId: string | null, toId: string | null) {
  const rows = await ctx.tx.rows<{ id: string; code: string }>(
    sql`select id, code from location where tenant_id = ${ctx.tenant.id}::uuid and id in (${fromId}::uuid, ${toId}::uuid)`,
  )
  const code = (id: string | null) => rows.find((row) => row.id === id)?.code ?? null
  return { from: code(fromId), to: code(toId) }
}
