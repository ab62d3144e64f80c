import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { SerialState } from '../serial/serial.ts'

const UNIQUE_VIOLATION = '23505'

/** Pieces written to the registry at once. */
export const LINK_CHUNK = 2_000

/** What the public may see of a product. */
export interface PublicProduct {
  readonly sku: string
  readonly name: string
  readonly name_th: string | null
  readonly gtin: string | null
}

/** A piece as the registry keeps it: names are those of its columns. */
export interface PublicPiece {
  readonly id: string
  readonly folded: string
  readonly compact: string | null
  readonly serial: string
  readonly kind: 'standard' | 'legacy'
  readonly status: SerialState
  readonly version: number
  readonly line: string
  readonly line_index: number
  readonly issued_on: string
  readonly made_on: string | null
  readonly product: PublicProduct
}

/**
 * Pieces of the tenant store as the public may see them, in the order of their ids; `which` chooses them by columns of `serial s`, `more` are
 * further columns, each with its comma. The page is taken before anything is joined to it: behind the last id that PostgreSQL has
 * statistics of it expects no piece, and would read and sort all there are for each page.
 */
export function publicPieces(tenantId: string, which: Sql, limit: number, more: Sql = sql``): Sql {
  return sql`select s.id, s.folded, case when s.kind = 'standard' then s.compact end as compact, s.human as serial, s.kind,
      s.state as status, s.version, s.line, l.line_index, s.day as issued_on, s.made_on${more},
      jsonb_build_object('sku', p.sku, 'name', p.name, 'name_th', p.name_th, 'gtin', p.gtin) as product
    from (
      select * from serial s where s.tenant_id = ${tenantId}::uuid and ${which} order by s.id limit ${limit}::int
    ) s
    join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
    join serial_line l on l.tenant_id = s.tenant_id and l.code = s.line
    order by s.id`
}

/** Reads pieces as they are now and brings them to the registry, chunk by chunk. Gives how many it read. */
export async function linkPieces(ctx: TenantContext, ids: readonly string[]): Promise<number> {
  return await linkNow(ctx.kernel.registry, ctx.tx, ctx.tenant, ids)
}

export async function linkNow(
  registry: Database,
  tx: Tx,
  tenant: Tenant,
  ids: readonly string[],
): Promise<number> {
  let linked = 0
  const domains = await domainsOf(tx, tenant.id)
  for (let from = 0; from < ids.length; from += LINK_CHUNK) {
    const chunk = ids.slice(from, from + LINK_CHUNK)
    const pieces = await tx.rows<PublicPiece>(
      publicPieces(tenant.id, sql`s.id = any(${chunk}::uuid[])`, chunk.length),
    )
    await writePieces(registry, tenant, domains, pieces)
    linked += pieces.length
  }
  return linked
}

/** The domains that a workshop's own host can have, as they are now. */
export const domainsOf = async (tx: Tx, tenantId: string): Promise<string[]> =>
  (
    await tx.rows<{ domain: string }>(
      sql`select domain from tenant_domain where tenant_id = ${tenantId}::uuid and verified_at is not null order by domain`,
    )
  ).map((row) => row.domain)

/** What the registry knows of a maker, as a statement that writes only what is new. */
export const upsertMaker = (tenant: Tenant, domains: readonly string[]): Sql =>
  sql`insert into registry.maker as m (folded, code, name, slug, time_zone, domains)
    values (${fold(tenant.code)}, ${tenant.code}, ${tenant.name}, ${tenant.slug}, ${tenant.timeZone}, ${domains}::text[])
    on conflict (folded) do update set code = excluded.code, name = excluded.name, slug = excluded.slug,
      time_zone = excluded.time_zone, domains = excluded.domains
      where (m.code, m.name, m.slug, m.time_zone, m.domains)
        is distinct from (excluded.code, excluded.name, excluded.slug, excluded.time_zone, excluded.domains)`

/**
 * Writes pieces and their maker to the registry in one statement. A piece that is there in the same or a higher version
 * stays; with `repair` one of the same version is written anew, with `force` one of a higher version as well.
 */
export async function writePieces(
  registry: Database,
  tenant: Tenant,
  domains: readonly string[],
  pieces: readonly PublicPiece[],
  options: { repair?: boolean; force?: boolean } = {},
): Promise<void> {
  if (pieces.length === 0) return
  const maker = fold(tenant.code)
  const insert = sql`insert into registry.piece as p (id, maker_code, maker_folded, folded, compact, serial, kind, status, version, line,
        line_index, issued_on, made_on, product, updated_at)
      select g.id, ${tenant.code}, ${maker}, g.folded, g.compact, g.serial, g.kind, g.status, g.version, g.line, g.line_index,
        g.issued_on, g.made_on, g.product, now()
      from jsonb_to_recordset(${JSON.stringify(pieces)}::jsonb) as g(id uuid, folded text, compact text, serial text, kind text,
        status text, version int, line text, line_index int, issued_on date, made_on date, product jsonb)
      order by g.id`
  const upsert = sql`with maker as (
        ${upsertMaker(tenant, domains)}
      )
      ${insert}
      on conflict (id) do update set maker_code = excluded.maker_code, maker_folded = excluded.maker_folded,
        folded = excluded.folded, compact = excluded.compact, serial = excluded.serial, kind = excluded.kind,
        status = excluded.status, version = excluded.version, line = excluded.line, line_index = excluded.line_index,
        issued_on = excluded.issued_on, made_on = excluded.made_on, product = excluded.product, updated_at = excluded.updated_at
      where excluded.version > p.version or (${options.repair ?? false}::boolean and excluded.version = p.version)
        or ${options.force ?? false}::boolean`
  try {
    await registry.query(upsert)
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error
    // ON CONFLICT looks at the id only, and a new piece that another job writes at this moment can be found by its number first. Without
    // a target it looks at both; what is there then is written over as it always is, and a number that is really another piece's is refused.
    await registry.query(sql`${insert} on conflict do nothing`)
    await registry.query(upsert)
  }
}

/**
 * Makes way for pieces whose numbers others have in the registry: these lose the number and are quarantined. Gives the ids of the
 * others. What is a piece of the maker itself is written anew when its own turn comes.
 */
export async function makeWay(
  registry: Database,
  tenant: Tenant,
  pieces: readonly PublicPiece[],
): Promise<{ id: string; wasFound: boolean }[]> {
  const rows = await registry.query<{ id: string; was_found: boolean }>(
    sql`with others as (
        select p.id, p.status <> 'quarantined' as was_found
        from unnest(${pieces.map((piece) => piece.id)}::uuid[], ${pieces.map((piece) => piece.folded)}::text[]) g(id, folded)
        join registry.piece p on p.maker_folded = ${fold(tenant.code)} and p.folded = g.folded and p.id <> g.id
      )
      update registry.piece p set folded = p.folded || '#' || p.id, compact = null, status = 'quarantined', updated_at = now()
      from others o where p.id = o.id returning p.id, o.was_found`,
  )
  return rows.map((row) => ({ id: row.id, wasFound: row.was_found }))
}
