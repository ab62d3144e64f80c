import { defineModule } from '../../kernel/module.ts'
import { searchDesk } from './search-desk.ts'

/** One search over everything that the modules offer to it. */
export const searchModule = defineModule({ name: 'search', operations: [searchDesk] })
