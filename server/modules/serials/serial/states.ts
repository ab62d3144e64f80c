import type { SerialState } from './serial.ts'

/**
 * Where a piece can go from each state: the one table of transitions. A piece that is quarantined, recalled or stolen
 * goes back to where it was. Scrapped and void are the end. (A number that turns out to be invalid is quarantined whatever
 * its state, by the check of both stores.)
 */
export const TRANSITIONS: Readonly<Record<SerialState, readonly SerialState[]>> = {
  reserved: ['issued', 'void', 'quarantined'],
  issued: ['in_production', 'in_stock', 'void', 'scrapped', 'quarantined', 'recalled', 'stolen'],
  in_production: ['in_stock', 'void', 'scrapped', 'quarantined', 'stolen'],
  in_stock: ['in_production', 'sold', 'scrapped', 'quarantined', 'recalled', 'stolen'],
  sold: ['in_stock', 'claimed', 'quarantined', 'recalled', 'stolen'],
  claimed: ['in_stock', 'sold', 'quarantined', 'recalled', 'stolen'],
  quarantined: ['issued', 'in_production', 'in_stock', 'sold', 'claimed', 'void', 'scrapped', 'recalled'],
  recalled: ['issued', 'in_stock', 'sold', 'claimed', 'scrapped', 'quarantined', 'stolen'],
  stolen: ['issued', 'in_production', 'in_stock', 'sold', 'claimed'],
  void: [],
  scrapped: [],
}

/** Every state from which a piece can come to this one. */
export const sourcesOf = (to: SerialState): SerialState[] =>
  (Object.keys(TRANSITIONS) as SerialState[]).filter((from) => TRANSITIONS[from].includes(to))

/** States of a piece that goes its way; the others are what stops it. */
export const ORDINARY: readonly SerialState[] = ['issued', 'in_production', 'in_stock', 'sold', 'claimed']

/** The location (by its code) where a piece of this state is, unless told otherwise. */
export const PLACE_OF: Readonly<Partial<Record<SerialState, string>>> = {
  in_production: 'PRODUCTION',
  in_stock: 'WH',
  sold: 'CUSTOMER',
  claimed: 'CUSTOMER',
  scrapped: 'LOSS',
}
