import { newId } from '../../../../shared/ids.ts'
import { compareQuantity } from '../../../../shared/quantity.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { type Place, placeKey, placesSql } from '../places.ts'
import { type Moved, type Source, writeMovement } from './movement.ts'
import { NO_LOT } from './stock.ts'

/** A quantity of a product that goes from one place to another. */
export interface Move {
  productId: string
  lotId?: string | null | undefined
  /** The piece, for a product with serials; its quantity is then 1. */
  serialId?: string | null | undefined
  /** Code or id. */
  from: Place
  /** Code or id; not an archived one. */
  to: Place
  /** Greater than 0, in the product's unit. */
  quantity: string
  /**
   * What it is worth, minor units: where stock comes in with a known value (a purchase, a finished piece). Otherwise the moving
   * average; a value given for what goes out or stays inside is not looked at.
   */
  valueMinor?: bigint | undefined
  /** Why, as a word for lists: `receive`, `ship`, `issue`, `finish`. */
  kind: string
  reason?: string | undefined
}

/**
 * Moves stock: facts, levels and values in one statement, however many moves. All or none. Answers in the order given,
 * with the value each was moved at, which is what the caller posts: moving does not touch the ledger.
 *
 * @throws Problem as {@link writeMovement}
 * @throws RangeError for a quantity that is not above 0, a value below 0, a piece of another quantity than 1, or no way to go
 */
export async function move(ctx: TenantContext, moves: readonly Move[], source?: Source): Promise<Moved[]> {
  if (moves.length === 0) return []
  for (const one of moves) assertMove(one)
  return await writeMovement(ctx, givenMoves(ctx, moves), source)
}

function assertMove(one: Move): void {
  if (compareQuantity(one.quantity, '0') <= 0) throw new RangeError('a quantity that moves must be above 0')
  if (one.valueMinor !== undefined && one.valueMinor < 0n)
    throw new RangeError('a value that moves must not be below 0')
  if (one.serialId && compareQuantity(one.quantity, '1') !== 0) throw new RangeError('a piece has quantity 1')
  if (placeKey(one.from) === placeKey(one.to)) throw new RangeError('a move needs two different places')
}

function givenMoves(ctx: TenantContext, moves: readonly Move[]): Sql {
  const nowMs = ctx.now.getTime()
  const lots = moves.map((one) => one.lotId ?? NO_LOT)
  const tenant = sql`${ctx.tenant.id}::uuid`
  return sql`
    input as materialized (
      select * from unnest(${moves.map(() => newId(nowMs))}::uuid[], ${moves.map((one) => one.productId)}::uuid[], ${lots}::uuid[],
        ${moves.map((one) => one.serialId ?? null)}::uuid[], ${moves.map((one) => placeKey(one.from))}::text[],
        ${moves.map((one) => placeKey(one.to))}::text[], ${moves.map((one) => one.quantity)}::numeric[],
        ${moves.map((one) => one.valueMinor ?? null)}::bigint[], ${moves.map((one) => one.kind)}::text[],
        ${moves.map((one) => one.reason ?? null)}::text[])
        with ordinality as i (id, product_id, lot_id, serial_id, from_key, to_key, quantity, given_minor, kind, reason, ord)
    ),
    place as materialized (${placesSql(
      ctx,
      moves.flatMap((one) => [one.from, one.to]),
    )}),
    wrong as materialized (
      select 'location' as problem, i.from_key as label, null as detail from input i
      where not exists (select from place p where p.key = i.from_key)
      union
      select 'location', i.to_key, null from input i
      where not exists (select from place p where p.key = i.to_key and not p.archived)
      union
      select 'product', i.product_id::text, null from input i
      where not exists (select from product p where p.tenant_id = ${tenant} and p.id = i.product_id)
      union
      select 'lot', p.sku, i.lot_id::text from input i join product p on p.tenant_id = ${tenant} and p.id = i.product_id
      where i.lot_id <> ${NO_LOT}::uuid
        and not exists (select from lot b where b.tenant_id = ${tenant} and b.id = i.lot_id and b.product_id = i.product_id)
    ),
    m as materialized (
      select i.ord, i.id, i.product_id, i.lot_id, i.serial_id, f.id as from_id, t.id as to_id,
        f.physical as from_physical, t.physical as to_physical, f.allow_negative as from_negative, t.allow_negative as to_negative,
        i.quantity, i.given_minor, i.kind, i.reason, 0::numeric as unreserve
      from input i join place f on f.key = i.from_key join place t on t.key = i.to_key
    )`
}
