import { isUuid, newId } from '../../../shared/ids.ts'
import type { Tenant, TenantContext } from '../../kernel/command/context.ts'
import { type Sql, sql } from '../../kernel/db/sql.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type LocationKind, PHYSICAL_KINDS } from './location/location.ts'

/** Codes of the locations that every workshop has: the main warehouse, and where stock comes from and goes to. */
export const PLACES = {
  WH: 'WH',
  SUPPLIER: 'SUPPLIER',
  CUSTOMER: 'CUSTOMER',
  PRODUCTION: 'PRODUCTION',
  LOSS: 'LOSS',
  OPENING: 'OPENING',
} as const
export type PlaceCode = (typeof PLACES)[keyof typeof PLACES]

/** A location by its code or its id: codes are shorter than a UUID, so the two cannot be confused. */
export type Place = string

/** How statements compare a place: an id in small letters, as PostgreSQL writes it. */
export const placeKey = (place: Place): string => (isUuid(place) ? place.toLowerCase() : place)

export const isBuiltIn = (code: string): boolean => Object.hasOwn(PLACES, code)

const DEFAULTS: readonly { code: PlaceCode; name: string; nameTh: string; kind: LocationKind }[] = [
  { code: 'WH', name: 'Main warehouse', nameTh: 'คลังหลัก', kind: 'warehouse' },
  { code: 'SUPPLIER', name: 'Suppliers', nameTh: 'ผู้ขาย', kind: 'supplier' },
  { code: 'CUSTOMER', name: 'Customers', nameTh: 'ลูกค้า', kind: 'customer' },
  { code: 'PRODUCTION', name: 'Production', nameTh: 'การผลิต', kind: 'production' },
  { code: 'LOSS', name: 'Loss and found', nameTh: 'สูญหายและพบเพิ่ม', kind: 'loss' },
  { code: 'OPENING', name: 'Opening stock', nameTh: 'สต็อกยกมา', kind: 'opening' },
]

/** Makes the default locations of a workshop where they are missing. */
export async function preparePlaces(kernel: Kernel, tenant: Tenant): Promise<void> {
  const now = kernel.clock.now()
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(sql`
      insert into location (tenant_id, id, code, name, name_th, kind, allow_negative, created_at, updated_at)
      select ${tenant.id}::uuid, i.id, i.code, i.name, i.name_th, i.kind, i.code <> ${PLACES.WH}, ${now}::timestamptz, ${now}::timestamptz
      from unnest(${DEFAULTS.map(() => newId(now.getTime()))}::uuid[], ${DEFAULTS.map((d) => d.code)}::text[],
        ${DEFAULTS.map((d) => d.name)}::text[], ${DEFAULTS.map((d) => d.nameTh)}::text[], ${DEFAULTS.map((d) => d.kind)}::text[])
        as i (id, code, name, name_th, kind)
      on conflict (tenant_id, code) do nothing`),
  )
}

/** A subquery that gives the id of one of the {@link PLACES}. */
export const placeSql = (ctx: TenantContext, code: PlaceCode): Sql =>
  sql`(select id from location where tenant_id = ${ctx.tenant.id}::uuid and code = ${code})`

/** Whether the location `alias` holds stock that counts. */
export const physicalSql = (alias: string): Sql =>
  sql.trusted(`${alias}.kind in (${PHYSICAL_KINDS.map((kind) => `'${kind}'`).join(', ')})`)

/** The locations with these codes or ids, as rows `key, id, code, physical, allow_negative, archived`. */
export function placesSql(ctx: TenantContext, places: readonly Place[]): Sql {
  const keys = [...new Set(places.map(placeKey))]
  const columns = sql`p.id, p.code, ${physicalSql('p')} as physical, p.allow_negative, p.deleted_at is not null as archived`
  return sql`
    select p.code as key, ${columns} from location p
    where p.tenant_id = ${ctx.tenant.id}::uuid and p.code = any(${keys.filter((key) => !isUuid(key))}::text[])
    union all
    select p.id::text as key, ${columns} from location p
    where p.tenant_id = ${ctx.tenant.id}::uuid and p.id = any(${keys.filter(isUuid)}::uuid[])`
}

/** Time and counter of an id: with 8 hexadecimal digits behind it a UUIDv7, so that a statement can make as many as it needs. */
export const newIdPrefix = (ctx: TenantContext): string => newId(ctx.now.getTime()).slice(0, 28)

/**
 * An expression that gives the rows of one INSERT their UUIDv7, where only the statement knows how many there are: time and
 * counter of one id made here, its last 32 bits the row's number in the order given.
 */
export const newIdSql = (ctx: TenantContext, order: Sql): Sql =>
  sql`(${newIdPrefix(ctx)}::text || lpad(to_hex(row_number() over (order by ${order})), 8, '0'))::uuid`
