import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, pageOf, paging } from '../../../kernel/wire.ts'
import { physicalSql } from '../places.ts'
import { LOCATION_KINDS } from './location.ts'
import {
  detailOutput,
  type LocationRow,
  locationColumns,
  locationOutput,
  presentLocation,
  readLocation,
} from './present-location.ts'

export const listLocations = query({
  name: 'inventory.location.list',
  permission: 'inventory.read',
  summary: 'List locations in the order of their codes',
  route: 'GET /locations',
  input: z.object({
    ...paging,
    q: z.string().trim().max(200).optional().meta({ description: 'Part of a code or name' }),
    kind: z.enum(LOCATION_KINDS).optional(),
    physical: z.enum(['true', 'false']).optional().meta({ description: 'true: warehouses, zones and bins' }),
    parentId: id.optional().meta({ description: 'Directly inside it' }),
    archived: z.enum(['true', 'false']).default('false').meta({ description: 'true: only archived ones' }),
  }),
  output: pageOf(locationOutput),
  example: { physical: 'true' },
  async run(ctx, input) {
    const conditions: Sql[] = [
      sql`l.tenant_id = ${ctx.tenant.id}::uuid`,
      input.archived === 'true' ? sql`l.deleted_at is not null` : sql`l.deleted_at is null`,
    ]
    if (input.q) conditions.push(sql`l.id in (select search_location(${input.q}))`)
    if (input.kind) conditions.push(sql`l.kind = ${input.kind}`)
    if (input.physical) conditions.push(sql`${physicalSql('l')} = ${input.physical === 'true'}::boolean`)
    if (input.parentId) conditions.push(sql`l.parent_id = ${input.parentId}::uuid`)
    if (input.after) conditions.push(sql`l.code > ${String(decodeCursor(input.after, 'code').value)}`)
    const rows = await ctx.tx.rows<LocationRow>(sql`
      select ${locationColumns} from location l where ${sql.join(conditions, ' and ')} order by l.code limit ${input.limit + 1}::int`)
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    return {
      items: page.map(presentLocation),
      next:
        rows.length > input.limit && last
          ? encodeCursor({ sort: 'code', id: last.id, value: last.code })
          : null,
    }
  },
})

export const getLocation = query({
  name: 'inventory.location.get',
  permission: 'inventory.read',
  summary: 'Read a location',
  route: 'GET /locations/:id',
  input: z.object({ id }),
  output: detailOutput,
  example: { id: EXAMPLE_ID },
  run: (ctx, input) => readLocation(ctx, input.id),
})
