import { defineModule } from '../../kernel/module.ts'
import { previewLabel } from './print/preview-label.ts'
import { printLabels } from './print/print-labels.ts'
import { previewTemplate } from './template/preview-template.ts'
import { getTemplate, saveTemplate } from './template/templates.ts'

/** Labels with QR codes and DataMatrix symbols, as PDF, PNG and SVG. */
export const labelsModule = defineModule({
  name: 'labels',
  operations: [printLabels, previewLabel, getTemplate, saveTemplate, previewTemplate],
  // A file of labels changes nothing that anybody reads.
  records: { label: 'nobody', label_template: 'labels.template' },
})
