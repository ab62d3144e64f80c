import { defineModule } from '../../kernel/module.ts'
import { runBulk } from './bulk/run-bulk.ts'
import { imports } from './import/list-imports.ts'
import { readSheetRows } from './import/read-sheet.ts'
import { undoImport } from './import/undo-import.ts'
import { listResources } from './resources/list-resources.ts'
import { createView, deleteView, listViews, SHARE, updateView } from './view/views.ts'

/** What all lists have in common: what can be asked of them, views, commands for many rows, imports. */
export const listsModule = defineModule({
  name: 'lists',
  operations: [
    listResources,
    runBulk,
    listViews,
    createView,
    updateView,
    deleteView,
    ...imports.operations,
    readSheetRows,
    undoImport,
  ],
  permissions: [SHARE],
})
