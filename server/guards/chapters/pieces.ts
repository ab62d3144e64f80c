import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** Lines and serials outside a job ticket, and what stops a piece. */
export async function markPieces(story: Story, { tote }: Catalogue): Promise<void> {
  const line = await story.call('serials.line.create', { code: 'LUX', name: story.text('Limited') })
  await story.call('serials.line.update', { id: line.id, legacyPattern: '{SKU}/{YY}{MM}{DD}/{SEQ}' })
  await story.call('serials.line.list')
  const { serials } = await story.call('serials.serial.issue', { line: 'HAT', productId: tote, quantity: 4 })
  const [wrong, doubtful, stolen, spoilt] = serials.map((serial: { id: string }) => serial.id)
  await story.call('serials.serial.void', { id: wrong, reason: story.text('Printed twice') })
  await story.call('serials.serial.quarantine', { id: doubtful, reason: story.text('The seam') })
  await story.call('serials.serial.recall', { id: doubtful, reason: story.text('The clasp') })
  await story.call('serials.serial.reinstate', { id: doubtful, reason: story.text('Mended') })
  await story.call('serials.serial.report_stolen', { id: stolen, reason: story.text('At the fair') })
  await story.call('serials.serial.scrap', { id: spoilt, reason: story.text('Cut too deep') })
  await story.call('serials.serial.get', { id: doubtful })
  await story.call('serials.serial.list', { productId: tote })
  await story.call('flags.flag.set', {
    flag: 'FF_SERIAL_STD_OEM',
    enabled: false,
    why: story.text('Old numbers'),
  })
}
