import { divideHalfEven } from '../../../../shared/decimal.ts'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { issue } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { reserveAvailable, type Shortage } from '../material/reserve-material.ts'
import { decimalText, millionths, ONE, times } from '../quantity.ts'
import { type NewToken, tokenCode } from '../token/new-tokens.ts'

/** What a release may answer. */
export const RELEASE_ERRORS = [
  'manufacturing.no_routing',
  'manufacturing.component_serialised',
  'serials.line_unknown',
  'serials.not_serialised',
  'serials.day_full',
  'serials.number_taken',
  'serials.number_unusable',
] as const

/** Pieces with serials of one ticket. */
const MOST_PIECES = 10_000
/** Line of products that are made one by one where the product names none. */
const HANDCRAFT = 'HAT'
/** Line that is made in batches. */
const SERIES = 'OEM'

/** What a ticket makes. */
export interface MadeProduct {
  readonly id: string
  readonly sku: string
  readonly serialised: boolean
  readonly line: string
}

/**
 * The product and line of a ticket.
 *
 * @throws Problem `reference.missing`, `manufacturing.not_made`, `manufacturing.line_unknown`,
 *   `manufacturing.quantity_whole`, `manufacturing.too_many_pieces`
 */
export async function madeProduct(
  ctx: TenantContext,
  given: { productId: string; line?: string | undefined; quantity: string },
): Promise<MadeProduct> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const row = await ctx.tx.first<{
    sku: string
    kind: string
    serialised: boolean
    line: string
    known: boolean
  }>(sql`
    select p.sku, p.kind, p.serialised, l.line, exists (select from serial_line s where s.tenant_id = ${tenant} and s.code = l.line) as known
    from product p cross join lateral (select coalesce(${given.line ?? null}, p.line, ${HANDCRAFT}) as line) l
    where p.tenant_id = ${tenant} and p.id = ${given.productId}::uuid and p.deleted_at is null`)
  if (!row) throw kernelFail('reference.missing', { field: 'productId' })
  if (row.kind !== 'finished' && row.kind !== 'component')
    throw fail('manufacturing.not_made', { sku: row.sku })
  if (!row.known) throw fail('manufacturing.line_unknown', { line: row.line })
  const quantity = millionths(given.quantity)
  if (row.serialised && quantity % ONE !== 0n) throw fail('manufacturing.quantity_whole', { sku: row.sku })
  if (row.serialised && quantity > BigInt(MOST_PIECES) * ONE)
    throw fail('manufacturing.too_many_pieces', { most: MOST_PIECES })
  return { id: given.productId, sku: row.sku, serialised: row.serialised, line: row.line }
}

interface OperationRow {
  routing_id: string
  position: number
  code: string
  name: string
  name_th: string | null
  work_centre_id: string
  rate_per_hour: string
  predecessors: string[]
  standard_minutes: string
  setup_minutes: string
  evidence: string[]
}

interface MaterialRow {
  bom_id: string
  line_no: number
  product_id: string
  sku: string
  serialised: boolean
  quantity: string
  scrap_percent: string
}

/** The routing and the bill of materials as they are now. */
export interface Recipe {
  readonly operations: readonly OperationRow[]
  readonly materials: readonly MaterialRow[]
}

/** Reads how a product is made now. Services of a bill of materials are not stock and stay out. */
export async function recipeOf(ctx: TenantContext, productId: Sql): Promise<Recipe> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [operations, materials] = await Promise.all([
    ctx.tx.rows<OperationRow>(sql`
      with newest as (
        select id from routing where tenant_id = ${tenant} and product_id = ${productId} and state = 'active' and deleted_at is null
        order by routing_version desc limit 1
      )
      select o.routing_id, o.position, o.code, o.name, o.name_th, o.work_centre_id, w.rate_per_hour, o.predecessors, o.standard_minutes,
        o.setup_minutes, o.evidence
      from newest n
        join routing_operation o on o.tenant_id = ${tenant} and o.routing_id = n.id
        join work_centre w on w.tenant_id = ${tenant} and w.id = o.work_centre_id
      order by o.position`),
    ctx.tx.rows<MaterialRow>(sql`
      with newest as (
        select id from bill_of_materials where tenant_id = ${tenant} and product_id = ${productId} and state = 'active' and deleted_at is null
        order by bom_version desc limit 1
      )
      select l.bom_id, l.line_no, l.component_id as product_id, p.sku, p.serialised, l.quantity, l.scrap_percent
      from newest n
        join bom_line l on l.tenant_id = ${tenant} and l.bom_id = n.id
        join product p on p.tenant_id = ${tenant} and p.id = l.component_id
      where p.kind <> 'service'
      order by l.line_no`),
  ])
  return { operations, materials }
}

/** What one piece takes of a material, scrap included, in millionths, half-even. */
export const perPiece = (quantity: string, scrapPercent: string): bigint =>
  divideHalfEven(millionths(quantity) * (100n * ONE + millionths(scrapPercent)), 100n * ONE)

/** A ticket that was released: what a planner wants to hear. */
export interface Released {
  /** A late text. */
  readonly number: string
  readonly totalMinutes: string
  readonly tokens: { id: string; code: string; serial: string | null; quantity: string }[]
  readonly shortages: Shortage[]
}

export interface ToRelease {
  readonly id: string
  readonly product: MadeProduct
  readonly quantity: string
  readonly recipe: Recipe
  /** Common table expressions that the statement of the ticket reads, each with its comma. */
  readonly before?: Sql
  /** Writes the ticket as released and returns `id, number`: part of the one statement that writes everything. */
  ticket(added: { bomId: string | null; routingId: string; totalMinutes: string }): Sql
}

/**
 * Releases a ticket: freezes its recipe into tasks and materials, gives every piece its serial, spawns the tokens, and
 * reserves of the material what there is. Pieces and ticket are written at the end of the transaction: the counter of the serials is
 * locked since they were numbered, and the series of the tickets from then on.
 *
 * Serials are numbered before stock is locked, here and wherever else manufacturing does both.
 *
 * @throws Problem `manufacturing.no_routing`, `manufacturing.component_serialised`, and as `issue` of serials
 */
export async function release(ctx: TenantContext, given: ToRelease): Promise<Released> {
  const { product, recipe } = given
  const quantity = millionths(given.quantity)
  const routingId = recipe.operations[0]?.routing_id
  if (routingId === undefined) throw fail('manufacturing.no_routing', { sku: product.sku })
  const pieceByPiece = recipe.materials.find((material) => material.serialised)
  if (pieceByPiece) throw fail('manufacturing.component_serialised', { sku: pieceByPiece.sku })
  const materials = recipe.materials.map((material) => {
    const each = perPiece(material.quantity, material.scrap_percent)
    return { ...material, each, required: times(each, quantity) }
  })
  const totalMinutes = decimalText(
    recipe.operations.reduce((sum, one) => sum + times(millionths(one.standard_minutes), quantity), 0n),
  )
  const [serials, shortages] = await Promise.all([
    product.serialised
      ? issue(ctx, {
          line: product.line,
          productId: product.id,
          quantity: Number(quantity / ONE),
          state: 'issued',
          ticketId: given.id,
          source: { entity: 'job_ticket', id: given.id },
          writeLast: true,
        })
      : [],
    reserveAvailable(
      ctx,
      given.id,
      materials.map((one) => ({ productId: one.product_id, sku: one.sku, quantity: one.required })),
    ),
  ])
  const nowMs = ctx.now.getTime()
  const tokens: NewToken[] =
    product.serialised && product.line !== SERIES
      ? serials.map((serial, i) => ({
          id: newId(nowMs),
          number: i + 1,
          kind: 'piece',
          serial,
          quantity: '1',
        }))
      : [{ id: newId(nowMs), number: 1, kind: 'batch', serial: null, quantity: given.quantity }]
  const tenant = sql`${ctx.tenant.id}::uuid`
  const tasks = recipe.operations.map(({ routing_id, ...operation }) => ({ id: newId(nowMs), ...operation }))
  const number = ctx.writeLate(
    (late) => sql`
    with ${given.before ?? sql``} ticket as (${given.ticket({ bomId: materials[0]?.bom_id ?? null, routingId, totalMinutes })}),
    task as (
      insert into ticket_task (tenant_id, ticket_id, id, position, code, name, name_th, work_centre_id, rate_per_hour, predecessors,
        standard_minutes, setup_minutes, evidence)
      select ${tenant}, ticket.id, o.* from ticket cross join jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as o(id uuid, position int,
        code text, name text, name_th text, work_centre_id uuid, rate_per_hour numeric, predecessors text[], standard_minutes numeric,
        setup_minutes numeric, evidence text[])
    ), material as (
      insert into ticket_material (tenant_id, ticket_id, id, line_no, product_id, scrap_percent, quantity_per_piece, quantity_required)
      select ${tenant}, ticket.id, m.* from ticket cross join unnest(${materials.map(() => newId(nowMs))}::uuid[],
        ${materials.map((m) => m.line_no)}::int[], ${materials.map((m) => m.product_id)}::uuid[],
        ${materials.map((m) => m.scrap_percent)}::numeric[], ${materials.map((m) => decimalText(m.each))}::numeric[],
        ${materials.map((m) => decimalText(m.required))}::numeric[]) as m
    ), token as (
      insert into work_token (tenant_id, ticket_id, id, number, code, kind, serial_id, quantity, state)
      select ${tenant}, ticket.id, k.id, k.number, ticket.number || '-' || k.number, k.kind, k.serial_id, k.quantity, 'waiting'
      from ticket cross join unnest(${tokens.map((t) => t.id)}::uuid[], ${tokens.map((t) => t.number)}::int[],
        ${tokens.map((t) => t.kind)}::text[], ${tokens.map((t) => t.serial?.id ?? null)}::uuid[],
        ${tokens.map((t) => t.quantity)}::numeric[]) as k(id, number, kind, serial_id, quantity)
    )
    select ${late(sql`number`)} from ticket`,
  )
  return {
    number,
    totalMinutes,
    tokens: tokens.map((token) => ({
      id: token.id,
      code: tokenCode(number, token.number),
      serial: token.serial?.human ?? null,
      quantity: token.quantity,
    })),
    shortages,
  }
}
