import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { physicalSql } from '../places.ts'
import { isPhysical, LOCATION_KINDS } from './location.ts'
import { type LocationRow, locationColumns, locationOutput, presentLocation } from './present-location.ts'

export const createLocation = command({
  name: 'inventory.location.create',
  summary: 'Create a location',
  description:
    'A warehouse, zone or bin holds stock; the other kinds are where it comes from and goes to, and may always be below zero.',
  route: 'POST /locations',
  status: 201,
  idempotency: 'optional',
  errors: ['conflict.unique', 'inventory.location_parent'],
  input: z.object({
    code: z
      .string()
      .regex(/^[A-Z0-9][A-Z0-9._-]{0,29}$/, 'capital letters, digits, dot, hyphen and underscore, at most 30')
      .meta({ description: 'What stands on its label; it never changes', examples: ['FG-A1'] }),
    name: line(),
    nameTh: line().nullable().optional(),
    kind: z.enum(LOCATION_KINDS),
    parentId: id.nullable().optional().meta({ description: 'The warehouse, zone or bin that it is in' }),
    allowNegative: z
      .boolean()
      .default(false)
      .meta({ description: 'Let stock fall below zero: for a place whose paperwork comes later' }),
  }),
  output: locationOutput,
  example: { code: 'FG-A1', name: 'Bag cupboard', nameTh: 'ตู้กระเป๋า', kind: 'bin' },
  async run(ctx, input) {
    const physical = isPhysical(input.kind)
    if (input.parentId) {
      if (!physical) throw fail('inventory.location_parent', { code: input.code, parent: input.parentId })
      await assertParent(ctx, input.code, input.parentId)
    }
    const locationId = newId(ctx.now.getTime())
    const row = await ctx.tx.one<LocationRow>(sql`
      insert into location as l (tenant_id, id, code, name, name_th, kind, parent_id, allow_negative, created_at, updated_at)
      values (${ctx.tenant.id}::uuid, ${locationId}::uuid, ${input.code}, ${input.name}, ${input.nameTh ?? null}::text, ${input.kind},
        ${input.parentId ?? null}::uuid, ${input.allowNegative || !physical}::boolean, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)
      returning ${locationColumns}`)
    ctx.audit({ entity: 'location', id: locationId, label: input.code })
    return presentLocation(row)
  },
})

/**
 * Makes sure that a parent is a physical location that is not archived and, for a location that exists, not inside it. Every
 * physical location of the workshop is locked, so that two changes at the same time cannot make a circle.
 *
 * @throws Problem `inventory.location_parent`
 */
export async function assertParent(
  ctx: TenantContext,
  code: string,
  parentId: string,
  locationId?: string,
): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(
    sql`select from location l where l.tenant_id = ${tenant} and ${physicalSql('l')} order by l.id for no key update`,
  )
  const parent = await ctx.tx.first<{ fits: boolean }>(sql`
    with recursive inside as (
      select ${locationId ?? null}::uuid as id
      union
      select c.id from inside i join location c on c.tenant_id = ${tenant} and c.parent_id = i.id
    )
    select ${physicalSql('l')} and l.deleted_at is null and not exists (select from inside i where i.id = l.id) as fits
    from location l where l.tenant_id = ${tenant} and l.id = ${parentId}::uuid`)
  if (!parent?.fits) throw fail('inventory.location_parent', { code, parent: parentId })
}
