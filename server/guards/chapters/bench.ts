import { newId } from '../../../shared/ids.ts'
import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** Two totes are made at the bench, piece by piece, and enter stock; a second ticket comes to nothing. */
export async function make(story: Story, { tote }: Catalogue): Promise<void> {
  const draft = await story.call('manufacturing.ticket.create', {
    ...{ productId: tote, quantity: '3', note: story.text('For the fair') },
  })
  const { id } = draft
  await story.call('manufacturing.ticket.update', { id, quantity: '2', dueOn: '2026-03-20', priority: 5 })
  const { tokens } = await story.call('manufacturing.ticket.release', { id })
  await story.call('manufacturing.ticket.reserve', { id })
  await story.call('manufacturing.ticket.hold', { id, reason: story.text('The buckles are late') })
  await story.call('manufacturing.ticket.resume', { id })
  for (const token of tokens) {
    for (const taskCode of ['cutting', 'stitching']) {
      await log(story, { tokenCode: token.code, taskCode, event: 'start' })
      story.workshop.clock.advance({ minutes: 20 })
      await log(story, { tokenId: token.id, taskCode, event: 'complete', note: story.text('Fine') })
    }
  }
  await story.call('manufacturing.ticket.close', { id })
  const other = await story.call('manufacturing.ticket.create', {
    productId: tote,
    quantity: '1',
    release: true,
  })
  await story.call('manufacturing.ticket.cancel', { id: other.id, reason: story.text('Ordered twice') })
}

const log = (story: Story, what: Record<string, unknown>): Promise<unknown> =>
  story.call('manufacturing.wip.log', {
    ...what,
    deviceEventId: newId(),
    deviceAt: story.workshop.clock.now().toISOString(),
  })
