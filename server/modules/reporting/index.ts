import { defineModule } from '../../kernel/module.ts'
import { getDashboard } from './dashboard/get-dashboard.ts'
import { entryOrigin } from './drill/entry-origin.ts'
import { pieceLife } from './drill/piece-life.ts'

/** Figures over all modules, and the way from a figure down to what it is made of. It owns no table and writes nothing. */
export const reportingModule = defineModule({
  name: 'reporting',
  operations: [getDashboard, entryOrigin, pieceLife],
})
