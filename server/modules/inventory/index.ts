import { defineModule } from '../../kernel/module.ts'
import { adjustStock } from './adjustment/adjust-stock.ts'
import { countStock } from './adjustment/count-stock.ts'
import { archiveLocation, restoreLocation } from './location/archive-location.ts'
import { createLocation } from './location/create-location.ts'
import { locationSearch } from './location/location-search.ts'
import { getLocation, locations } from './location/read-locations.ts'
import { updateLocation } from './location/update-location.ts'
import { lots } from './lot/list-lots.ts'
import { lotSearch } from './lot/lot-search.ts'
import { importOpeningStockCommand } from './opening/import-opening-stock.ts'
import { preparePlaces } from './places.ts'
import { receiveStock } from './receipt/receive-stock.ts'
import { moves } from './stock/list-moves.ts'
import { stockLevels } from './stock/list-stock.ts'
import { stockOfProduct, stockOfProducts } from './stock/read-quantities.ts'
import { rebuildStock } from './stock/rebuild-stock.ts'
import { lowSchedule, tellLow } from './stock/tell-low.ts'
import { transferStock } from './transfer/transfer-stock.ts'

export { MOVE_ERRORS } from './errors.ts'
export { stockAdjusted, stockReceived, stockTransferred } from './events.ts'
export { importOpeningStock } from './opening/import-opening-stock.ts'
export { PLACES, type Place, type PlaceCode, placeSql } from './places.ts'
export {
  type Consumption,
  consumeReservations,
  releaseReservations,
} from './reservation/end-reservations.ts'
export { lockLevels, releaseEach, reserveEach } from './reservation/hold-each.ts'
export { reserve, reserveLast, type Wanted } from './reservation/reserve.ts'
export { type Move, move } from './stock/move.ts'
export { type Moved, type Short, type Source, shortOf } from './stock/movement.ts'
export { placesOfPieces } from './stock/place-of-piece.ts'
export { quantitiesOf, type StockOfProduct } from './stock/quantities-of.ts'
export { NO_LOT } from './stock/stock.ts'

/** Where everything is, how much of it, and what it is worth. */
export const inventoryModule = defineModule({
  name: 'inventory',
  records: {
    lot: 'inventory.lot',
    receipt: 'inventory.move',
    transfer: 'inventory.move',
    adjustment: 'inventory.move',
    count: 'inventory.move',
    opening_stock: 'inventory.move',
  },
  operations: [
    ...locations.operations,
    getLocation,
    createLocation,
    updateLocation,
    archiveLocation,
    restoreLocation,
    ...lots.operations,
    ...stockLevels.operations,
    stockOfProduct,
    stockOfProducts,
    ...moves.operations,
    receiveStock,
    transferStock,
    adjustStock,
    countStock,
    importOpeningStockCommand,
    rebuildStock,
  ],
  jobs: [tellLow],
  schedules: [lowSchedule],
  search: [locationSearch, lotSearch],
  invariants: new URL('./invariants/', import.meta.url),
  prepareTenant: preparePlaces,
})
