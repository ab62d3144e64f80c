import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** Numbers that a workshop had before: reserved, imported, printed ahead. */
export async function bringOldNumbers(story: Story, { tote }: Catalogue): Promise<void> {
  const { serials } = await story.call('serials.serial.issue', {
    line: 'HAT',
    productId: tote,
    quantity: 2,
    state: 'reserved',
  })
  await story.call('serials.serial.issue_reserved', { ids: serials.map((one: { id: string }) => one.id) })
  await story.call('serials.serial.import', {
    csv: `number,sku,state,made_on\n${story.text('No 217')},TOTE,sold,2019-05-31\n`,
    dryRun: true,
  })
  const range = await story.call('serials.range.register', {
    name: story.text('Roll 7'),
    line: 'OEM',
    productId: tote,
    prefix: 'ROLL-',
    digits: 4,
    first: 1,
    last: 50,
  })
  // The flag of the line is off since the chapter of the pieces.
  await story.call('serials.serial.issue', { line: 'OEM', productId: tote, quantity: 2, rangeId: range.id })
  await story.call('serials.range.void', { id: range.id, first: 3, last: 5, reason: story.text('Torn') })
  await story.call('serials.range.get', { id: range.id })
  await story.call('serials.range.list', { line: 'OEM' })
}
