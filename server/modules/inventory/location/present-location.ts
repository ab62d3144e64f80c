import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { action, allowed, id, moment, refused } from '../../../kernel/wire.ts'
import { isBuiltIn } from '../places.ts'
import { LOCATION_KINDS, type LocationKind } from './location.ts'

export interface LocationRow {
  id: string
  code: string
  name: string
  name_th: string | null
  kind: LocationKind
  parent_id: string | null
  allow_negative: boolean
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
  version: bigint
}

export const locationColumns = sql.trusted(
  'l.id, l.code, l.name, l.name_th, l.kind, l.parent_id, l.allow_negative, l.created_at, l.updated_at, l.deleted_at, l.version',
)

export const locationOutput = z.object({
  id,
  code: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  kind: z.enum(LOCATION_KINDS),
  parentId: id.nullable(),
  allowNegative: z.boolean().meta({ description: 'Whether stock may fall below zero here' }),
  archivedAt: moment.nullable(),
  createdAt: moment,
  updatedAt: moment,
  version: z.number().int(),
})

export const presentLocation = (row: LocationRow): z.output<typeof locationOutput> => ({
  id: row.id,
  code: row.code,
  name: row.name,
  nameTh: row.name_th,
  kind: row.kind,
  parentId: row.parent_id,
  allowNegative: row.allow_negative,
  archivedAt: row.deleted_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: Number(row.version),
})

/** Whether the location `l` holds anything, promises anything, or has locations inside it that are not archived. */
export const occupiedSql = (ctx: TenantContext): Sql => sql`(
  exists (select from stock_level s where s.tenant_id = ${ctx.tenant.id}::uuid and s.location_id = l.id and (s.on_hand <> 0 or s.reserved <> 0))
  or exists (select from location c where c.tenant_id = ${ctx.tenant.id}::uuid and c.parent_id = l.id and c.deleted_at is null))`

export const detailOutput = locationOutput.extend({
  actions: z.object({ archive: action, restore: action }),
})

/** The location with what may be done with it. @throws Problem `not_found` */
export async function readLocation(
  ctx: TenantContext,
  locationId: string,
): Promise<z.output<typeof detailOutput>> {
  const row = await ctx.tx.first<LocationRow & { occupied: boolean }>(sql`
    select ${locationColumns}, ${occupiedSql(ctx)} as occupied from location l
    where l.tenant_id = ${ctx.tenant.id}::uuid and l.id = ${locationId}::uuid`)
  if (!row) throw kernelFail('not_found')
  return {
    ...presentLocation(row),
    actions: locationActions(row),
  }
}

/** What may be done with it next, by its own state. */
export const locationActions = (row: LocationRow & { occupied: boolean }) => ({
  archive: row.deleted_at
    ? refused('not_found')
    : isBuiltIn(row.code)
      ? refused('inventory.location_built_in')
      : row.occupied
        ? refused('inventory.location_not_empty')
        : allowed,
  restore: row.deleted_at ? allowed : refused('not_found'),
})

/** Locks a location that is not archived. @throws Problem `not_found` */
export async function lockLocation(
  ctx: TenantContext,
  locationId: string,
  options: { archived: boolean } = { archived: false },
): Promise<LocationRow> {
  const row = await ctx.tx.first<LocationRow>(sql`
    select ${locationColumns} from location l
    where l.tenant_id = ${ctx.tenant.id}::uuid and l.id = ${locationId}::uuid and (l.deleted_at is not null) = ${options.archived}::boolean
    for update`)
  if (!row) throw kernelFail('not_found')
  return row
}
