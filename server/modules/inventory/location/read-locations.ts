import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { listOf } from '../../../kernel/list/list.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { physicalSql } from '../places.ts'
import { LOCATION_KINDS } from './location.ts'
import {
  detailOutput,
  type LocationRow,
  locationActions,
  locationColumns,
  occupiedSql,
  presentLocation,
  readLocation,
} from './present-location.ts'

export const locations = listOf({
  name: 'inventory.location',
  path: '/locations',
  permission: 'inventory.read',
  summary: 'List locations in the order of their codes',
  tenant: 'l.tenant_id',
  key: 'l.id',
  label: 'code',
  sort: 'code',
  fields: {
    code: { type: 'text', sql: 'l.code', sort: true, shown: true },
    name: { type: 'text', sql: 'l.name', shown: true },
    kind: { type: 'enum', sql: 'l.kind', values: LOCATION_KINDS, shown: true },
    parent: { type: 'text', sql: 'u.code', nullable: true, shown: true },
    allowNegative: { type: 'boolean', sql: 'l.allow_negative' },
    nameTh: { type: 'text', sql: 'l.name_th', nullable: true },
    parentId: { type: 'reference', sql: 'l.parent_id', nullable: true, of: 'inventory.location' },
    createdAt: { type: 'moment', sql: 'l.created_at', inKey: true, sort: true },
    updatedAt: { type: 'moment', sql: 'l.updated_at' },
  },
  item: detailOutput.extend({
    parent: z.string().nullable().meta({ description: 'Code of what it is in' }),
  }),
  input: {
    kind: z.enum(LOCATION_KINDS).optional(),
    physical: z.enum(['true', 'false']).optional().meta({ description: 'true: warehouses, zones and bins' }),
    parentId: id.optional().meta({ description: 'Directly inside it' }),
    archived: z.enum(['true', 'false']).default('false').meta({ description: 'true: only archived ones' }),
  },
  example: { physical: 'true' },
  search: (_ctx, q) => sql`l.id in (select search_location(${q}))`,
  searchDescription: 'Part of a code or name',
  conditions: (_ctx, input) => {
    const conditions: Sql[] = [
      input.archived === 'true' ? sql`l.deleted_at is not null` : sql`l.deleted_at is null`,
    ]
    if (input.kind) conditions.push(sql`l.kind = ${input.kind}`)
    if (input.physical) conditions.push(sql`${physicalSql('l')} = ${input.physical === 'true'}::boolean`)
    if (input.parentId) conditions.push(sql`l.parent_id = ${input.parentId}::uuid`)
    return conditions
  },
  read: ({ where, order, limit, sortValue }, ctx) => sql`
    with page as (
      select ${locationColumns}, u.code as parent, ${sortValue} as sort_value, row_number() over (order by ${order}) as place
      from location l left join location u on u.tenant_id = l.tenant_id and u.id = l.parent_id
      where ${where} order by ${order} limit ${limit}
    )
    select l.*, ${occupiedSql(ctx)} as occupied from page l order by l.place`,
  present: (row: LocationRow & { parent: string | null; occupied: boolean }) => ({
    ...presentLocation(row),
    parent: row.parent,
    actions: locationActions(row),
  }),
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
