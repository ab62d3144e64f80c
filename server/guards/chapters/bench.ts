import { newId } from '../../../shared/ids.ts'
import type { Reply } from '../../kernel/testing/workshop.ts'
import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** Totes are made at the bench, piece by piece, and enter stock; notebooks as a batch, of which some are left. */
export async function make(story: Story, catalogue: Catalogue): Promise<void> {
  const { tote, leather } = catalogue
  const draft = await story.call('manufacturing.ticket.create', {
    ...{ productId: tote, quantity: '3', note: story.text('For the fair') },
  })
  const { id } = draft
  await story.call('manufacturing.ticket.update', { id, quantity: '2', dueOn: '2026-03-20', priority: 5 })
  const { tokens } = await story.call('manufacturing.ticket.release', { id })
  await story.call('manufacturing.ticket.reserve', { id })
  await story.call('manufacturing.ticket.hold', { id, reason: story.text('The buckles are late') })
  await story.call('manufacturing.ticket.resume', { id })
  await mistake(story, tokens[0].code)
  for (const token of tokens) {
    for (const taskCode of ['cutting', 'stitching']) {
      await log(story, { tokenCode: token.code, taskCode, event: 'start' })
      story.workshop.clock.advance({ minutes: 20 })
      await log(story, { tokenId: token.id, taskCode, event: 'complete', note: story.text('Fine') })
    }
  }
  await story.call('manufacturing.ticket.recalculate', { id })
  await story.call('manufacturing.ticket.close', { id })
  const other = await story.call('manufacturing.ticket.create', {
    productId: tote,
    quantity: '1',
    release: true,
  })
  await story.call('manufacturing.ticket.cancel', { id: other.id, reason: story.text('Ordered twice') })
  await makeBatch(story, catalogue)

  await story.call('manufacturing.ticket.get', { id })
  await story.call('manufacturing.ticket.list', { productId: tote })
  await story.call('manufacturing.token.list', { id })
  await story.call('manufacturing.token.get', { code: tokens[0].code })
  await story.call('manufacturing.wip_log.list', { ticketId: id })
  await story.call('manufacturing.work.list', { line: 'OEM' })
  await story.call('manufacturing.work.list', { workCentreId: catalogue.bench })
  const lots = await story.call('inventory.lot.list', { productId: leather })
  await story.call('manufacturing.genealogy.lot', { id: lots.items[0].id })
  const pieces = await story.call('serials.serial.list', { ticketId: id })
  await story.call('manufacturing.genealogy.serial', { id: pieces.items[0].id })
}

/** A log that a later one takes back. */
async function mistake(story: Story, tokenCode: string): Promise<void> {
  const wrong = await log(story, { tokenCode, taskCode: 'cutting', event: 'start' })
  await story.call('manufacturing.wip.reverse', { id: wrong.id, reason: story.text('The other bag') })
}

/** Ten notebooks: six are done, one is rejected and scrapped, somebody is at the rest. */
async function makeBatch(story: Story, { notebook }: Catalogue): Promise<void> {
  const { tokens } = await story.call('manufacturing.ticket.create', {
    ...{ productId: notebook, quantity: '10', release: true },
  })
  const at = { tokenCode: tokens[0].code, taskCode: 'binding' }
  await log(story, { ...at, event: 'start' })
  story.workshop.clock.advance({ minutes: 30 })
  await log(story, { ...at, event: 'complete', goodQuantity: '6', rejectedQuantity: '1' })
  await log(story, { ...at, event: 'scrap', rejectedQuantity: '1', note: story.text('Torn') })
  await log(story, { ...at, event: 'start' })
  story.workshop.clock.advance({ minutes: 5 })
  await log(story, { ...at, event: 'pause' })
  await story.call('manufacturing.labour.post')
}

const log = (story: Story, what: Record<string, unknown>): Promise<Reply['body']> =>
  story.call('manufacturing.wip.log', {
    ...what,
    deviceEventId: newId(),
    deviceAt: story.workshop.clock.now().toISOString(),
  })
