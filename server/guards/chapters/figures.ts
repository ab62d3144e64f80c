import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** What the workshop looks like as figures, and what a figure is made of. */
export async function readFigures(story: Story, catalogue: Catalogue): Promise<void> {
  await story.call('reporting.dashboard.get')
  await story.call('manufacturing.work_in_process.list', { workCentreId: catalogue.bench })
  await story.call('manufacturing.ticket.board', { productId: catalogue.tote })
  await story.call('inventory.move.list', { from: '2026-01-01', to: '2026-12-31' })
  const { items } = await story.call('accounting.entry.list', { journal: 'manufacturing', limit: 1 })
  await story.call('reporting.entry.origin', { id: items[0].id })
  await story.call('catalog.bill_of_materials.tree', { productId: catalogue.tote })
  const lots = await story.call('inventory.lot.list', { productId: catalogue.leather })
  await story.call('manufacturing.genealogy.lot_summary', { id: lots.items[0].id })
  const pieces = await story.call('serials.serial.list', { productId: catalogue.tote, limit: 1 })
  await story.call('reporting.piece.life', { id: pieces.items[0].id })
  await story.call('inventory.move.list', { ticketId: items[0].source.id })
}
