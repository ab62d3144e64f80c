import { checkDigit } from '../../../shared/gs1/check-digit.ts'
import type { Story } from '../story.ts'

/** A product with a GTIN of its own: no other workshop can have the same. */
export async function tagProducts(story: Story): Promise<void> {
  const digits = [...story.teller.code].map((letter) => letter.charCodeAt(0)).join('')
  const body = `885${digits}`.padEnd(12, '0').slice(0, 12)
  await story.call('catalog.product.create', {
    ...{ sku: 'TAGGED', name: story.text('Card holder'), kind: 'finished', unit: 'pc', currency: 'THB' },
    gtin: body + checkDigit(body),
  })
}

/** Labels of pieces, seen first. */
export async function printLabels(story: Story): Promise<void> {
  const { items } = await story.call('serials.serial.list', { limit: 2 })
  const ids = items.map((piece: { id: string }) => piece.id)
  await story.call('labels.label.preview', { id: ids[0], kind: 'piece', symbol: 'datamatrix' })
  const file = await story.call('labels.label.print', { kind: 'piece', ids, format: 'a4-5x13', start: 7 })
  await story.get(file.url, { as: 'key' })
}
