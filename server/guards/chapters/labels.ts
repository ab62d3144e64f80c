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

/** How the workshop looks, and its labels with it. */
async function dress(story: Story): Promise<void> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>${story.text('Mark')}</title><path d="M0 0h9v9z"/></svg>`
  const logo = await story.call('documents.file.upload', {
    ...{ name: story.text('logo'), content: Buffer.from(svg).toString('base64'), visibility: 'public' },
  })
  await story.call('branding.brand.save', { version: 0, logoFileId: logo.id, accentColour: '#8a4b2d' })
  await story.call('branding.brand.get')
  const looks = { logo: true, name: true, fields: ['sku'], text: story.text('By hand'), textTh: null }
  await story.call('labels.template.preview', looks)
  await story.call('labels.template.save', { version: 0, ...looks })
  await story.call('labels.template.get')
}

/** Labels of pieces, seen first. */
export async function printLabels(story: Story): Promise<void> {
  await dress(story)
  const { items } = await story.call('serials.serial.list', { limit: 2 })
  const ids = items.map((piece: { id: string }) => piece.id)
  await story.call('labels.label.preview', { id: ids[0], kind: 'piece', symbol: 'datamatrix' })
  const file = await story.call('labels.label.print', { kind: 'piece', ids, format: 'a4-5x13', start: 7 })
  await story.get(file.url, { as: 'key' })
}
