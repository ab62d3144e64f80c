import { defineModule } from '../../kernel/module.ts'
import { preparePlaces } from './places.ts'

export { MOVE_ERRORS } from './errors.ts'

export { PLACES, type Place, type PlaceCode, placeSql } from './places.ts'
export {
  type Consumption,
  consumeReservations,
  releaseReservations,
} from './reservation/end-reservations.ts'
export { reserve, type Wanted } from './reservation/reserve.ts'
export { type Move, move } from './stock/move.ts'
export type { Moved, Source } from './stock/movement.ts'

/** Where everything is, how much of it, and what it is worth. */
export const inventoryModule = defineModule({
  name: 'inventory',
  operations: [],
  invariants: new URL('./invariants/', import.meta.url),
  prepareTenant: preparePlaces,
})
