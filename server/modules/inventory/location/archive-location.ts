import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { isBuiltIn } from '../places.ts'
import {
  type LocationRow,
  locationColumns,
  locationOutput,
  lockLocation,
  occupiedSql,
  presentLocation,
} from './present-location.ts'

export const archiveLocation = command({
  name: 'inventory.location.archive',
  summary: 'Archive an empty location',
  description:
    'Nothing can be brought there any more. Its code stays taken, its moves stay readable; it can be restored.',
  route: 'POST /locations/:id/archive',
  errors: ['inventory.location_built_in', 'inventory.location_not_empty'],
  input: z.object({ id }),
  output: locationOutput,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const before = await lockLocation(ctx, input.id)
    if (isBuiltIn(before.code)) throw fail('inventory.location_built_in', { code: before.code })
    // Whoever is bringing something there right now is waited for.
    await ctx.tx.run(sql`
      select from stock_level s where s.tenant_id = ${ctx.tenant.id}::uuid and s.location_id = ${before.id}::uuid
      order by s.product_id, s.location_id, s.lot_id for update`)
    const row = await ctx.tx.first<LocationRow>(sql`
      update location l set deleted_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz, version = l.version + 1
      where l.tenant_id = ${ctx.tenant.id}::uuid and l.id = ${before.id}::uuid and not ${occupiedSql(ctx)}
      returning ${locationColumns}`)
    if (!row) throw fail('inventory.location_not_empty', { code: before.code })
    ctx.audit({ entity: 'location', id: before.id, label: before.code })
    return presentLocation(row)
  },
})

export const restoreLocation = command({
  name: 'inventory.location.restore',
  summary: 'Take an archived location into use again',
  route: 'POST /locations/:id/restore',
  input: z.object({ id }),
  output: locationOutput,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const before = await lockLocation(ctx, input.id, { archived: true })
    const row = await ctx.tx.one<LocationRow>(sql`
      update location l set deleted_at = null, updated_at = ${ctx.now}::timestamptz, version = l.version + 1
      where l.tenant_id = ${ctx.tenant.id}::uuid and l.id = ${before.id}::uuid returning ${locationColumns}`)
    ctx.audit({ entity: 'location', id: before.id, label: before.code })
    return presentLocation(row)
  },
})
