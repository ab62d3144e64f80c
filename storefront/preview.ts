/** Renders every public page with sample content: `node storefront/preview.ts --out DIR [--serve PORT]`. */
import { parseArgs } from 'node:util'
import { servePreview } from './preview/serve.ts'
import { writePreview } from './preview/write.ts'

const { values } = parseArgs({ options: { out: { type: 'string' }, serve: { type: 'string' } } })
if (values.out === undefined) {
  console.error('usage: node storefront/preview.ts --out DIR [--serve PORT]')
  process.exit(2)
}
const written = await writePreview(values.out)
console.info(`${written.length} pages in ${values.out}`)
if (values.serve !== undefined) {
  const { url } = await servePreview(values.out, Number(values.serve))
  for (const page of written) console.info(`${url}/${page}`)
}
