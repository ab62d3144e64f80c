import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { factTable, minor, moment, quantity, refersTo, tenantTable } from '../../../kernel/db/columns.ts'
import { product } from '../../catalog/product/product.ts'
import { location } from '../location/location.ts'

/** In place of a lot where a product has none: a unique key cannot hold null. */
export const NO_LOT = '00000000-0000-0000-0000-000000000000'

/**
 * How much of a product (and lot) is at a location, and how much of that is promised: a projection of the moves and
 * reservations, kept in their transaction. The checks, not the program, make overselling impossible.
 */
export const stockLevel = tenantTable(
  'stock_level',
  {
    productId: uuid('product_id').notNull(),
    locationId: uuid('location_id').notNull(),
    lotId: uuid('lot_id').notNull().default(NO_LOT),
    onHand: quantity('on_hand').notNull().default('0'),
    reserved: quantity('reserved').notNull().default('0'),
    /** That of the location: the foreign key holds them equal, and the checks below need it in this row. */
    allowNegative: boolean('allow_negative').notNull(),
  },
  (t) => [
    uniqueIndex('stock_level_place_key').on(t.tenantId, t.productId, t.locationId, t.lotId),
    index('stock_level_location_idx').on(t.tenantId, t.locationId, t.productId),
    index('stock_level_lot_idx')
      .on(t.tenantId, t.lotId)
      .where(sql`${t.lotId} <> '00000000-0000-0000-0000-000000000000'`),
    check('stock_level_not_negative', sql`${t.allowNegative} or ${t.onHand} >= 0`),
    check(
      'stock_level_reserved',
      sql`${t.reserved} >= 0 and (${t.allowNegative} or ${t.reserved} <= ${t.onHand})`,
    ),
    refersTo(t.tenantId, t.productId, () => product),
    foreignKey({
      name: 'stock_level_location_fk',
      columns: [t.tenantId, t.locationId, t.allowNegative],
      foreignColumns: [location.tenantId, location.id, location.allowNegative],
    }),
  ],
)

/** A quantity that went from one location to another, and what it was worth. Facts; a correction is another move. */
export const stockMove = factTable(
  'stock_move',
  {
    at: moment('at').notNull(),
    kind: text('kind').notNull(),
    productId: uuid('product_id').notNull(),
    lotId: uuid('lot_id').notNull().default(NO_LOT),
    serialId: uuid('serial_id'),
    fromLocationId: uuid('from_location_id').notNull(),
    toLocationId: uuid('to_location_id').notNull(),
    quantity: quantity('quantity').notNull(),
    /** Value of the quantity in the workshop's currency, minor units. */
    valueMinor: minor('value_minor').notNull(),
    reason: text('reason'),
    sourceEntity: text('source_entity'),
    sourceId: uuid('source_id'),
    reversesId: uuid('reverses_id'),
    actorId: text('actor_id'),
  },
  (t) => [
    index('stock_move_product_idx').on(t.tenantId, t.productId, t.id),
    index('stock_move_source_idx').on(t.tenantId, t.sourceEntity, t.sourceId),
    index('stock_move_from_idx').on(t.tenantId, t.fromLocationId, t.id),
    index('stock_move_to_idx').on(t.tenantId, t.toLocationId, t.id),
    index('stock_move_lot_idx')
      .on(t.tenantId, t.lotId, t.id)
      .where(sql`${t.lotId} <> '00000000-0000-0000-0000-000000000000'`),
    index('stock_move_serial_idx').on(t.tenantId, t.serialId, t.id).where(sql`${t.serialId} is not null`),
    check('stock_move_quantity', sql`${t.quantity} > 0`),
    check('stock_move_piece', sql`${t.serialId} is null or ${t.quantity} = 1`),
    check('stock_move_value', sql`${t.valueMinor} >= 0`),
    check('stock_move_places', sql`${t.fromLocationId} <> ${t.toLocationId}`),
  ],
  { partitioned: true },
)

/**
 * What the whole stock of a product in physical locations is worth: the moving average is value ÷ quantity. A projection.
 * Nothing is worth nothing; below zero (where a location allows it) the value is negative too.
 */
export const stockValue = tenantTable(
  'stock_value',
  {
    productId: uuid('product_id').notNull(),
    quantity: quantity('quantity').notNull().default('0'),
    valueMinor: minor('value_minor').notNull().default(sql`0`),
  },
  (t) => [
    uniqueIndex('stock_value_product_key').on(t.tenantId, t.productId),
    check(
      'stock_value_sign',
      sql`sign(${t.quantity}) * ${t.valueMinor} >= 0 and (${t.quantity} <> 0 or ${t.valueMinor} = 0)`,
    ),
    refersTo(t.tenantId, t.productId, () => product),
  ],
)

/** A promise of stock to an order or a ticket. `state`: `open`, `consumed`, `released`. */
export const stockReservation = tenantTable(
  'stock_reservation',
  {
    productId: uuid('product_id').notNull(),
    locationId: uuid('location_id').notNull(),
    lotId: uuid('lot_id').notNull().default(NO_LOT),
    quantity: quantity('quantity').notNull(),
    state: text('state').notNull(),
    sourceEntity: text('source_entity').notNull(),
    sourceId: uuid('source_id').notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (t) => [
    index('stock_reservation_source_idx').on(t.tenantId, t.sourceEntity, t.sourceId),
    index('stock_reservation_open_idx')
      .on(t.tenantId, t.productId, t.locationId, t.lotId)
      .where(sql`${t.state} = 'open'`),
    check('stock_reservation_quantity', sql`${t.quantity} > 0`),
  ],
)
