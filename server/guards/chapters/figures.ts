import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** What the workshop looks like as figures, and what a figure is made of. */
export async function readFigures(story: Story, catalogue: Catalogue): Promise<void> {
  await story.call('reporting.dashboard.get')
  await story.call('manufacturing.work_in_process.list', { workCentreId: catalogue.bench })
  await story.call('inventory.move.list', { from: '2026-01-01', to: '2026-12-31' })
  const { items } = await story.call('accounting.entry.list', { journal: 'manufacturing', limit: 1 })
  await story.call('reporting.entry.origin', { id: items[0].id })
}
