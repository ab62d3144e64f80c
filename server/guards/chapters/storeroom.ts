import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** Goods come in, are moved, counted and corrected. */
export async function stockUp(story: Story, { leather, thread, notebook }: Catalogue): Promise<void> {
  const cupboard = await story.call('inventory.location.create', {
    ...{ code: 'FG-A1', name: story.text('Cupboard'), kind: 'bin' },
  })
  await story.call('inventory.location.get', { id: cupboard.id })
  await story.call('inventory.location.update', { id: cupboard.id, name: story.text('Big cupboard') })
  await story.call('inventory.location.archive', { id: cupboard.id })
  await story.call('inventory.location.restore', { id: cupboard.id })
  await story.call('inventory.location.list', { q: story.teller.mark })

  const lot = story.text('HIDE-14')
  await story.call('inventory.stock.receive', {
    reference: story.text('DN-20931'),
    lines: [
      { productId: leather, quantity: '200', unitCost: '185.00', lot },
      { productId: thread, quantity: '500', unitCost: '2' },
      { productId: notebook, quantity: '40', unitCost: '60' },
    ],
  })
  await story.call('inventory.opening_stock.import', {
    csv: 'sku,location_code,lot,quantity,unit,unit_cost\nNB-A5,WH,,10,pc,55\n',
  })
  await story.call('inventory.stock.transfer', {
    ...{ from: 'WH', to: cupboard.id, reason: story.text('To the shop') },
    lines: [{ productId: notebook, quantity: '5' }],
  })
  await story.call('inventory.stock.adjust', {
    ...{ productId: leather, location: 'WH', lot, change: '-2', reason: story.text('Scratched') },
  })
  await story.call('inventory.stock.count', {
    ...{ location: cupboard.id, reason: story.text('Monthly') },
    lines: [{ productId: notebook, counted: '4' }],
  })
  const { items } = await story.call('inventory.lot.list', { productId: leather })
  await story.call('inventory.stock.list', { lotId: items[0].id })
  await story.call('inventory.stock.list', { locationId: cupboard.id })
  await story.call('inventory.stock.of_product', { productId: notebook })
  await story.call('inventory.stock.of_products', { productIds: [notebook, leather] })
  await story.call('inventory.move.list', { productId: leather })
  await story.call('inventory.move.list', { locationId: cupboard.id })
  await story.call('inventory.stock.rebuild', { dryRun: true })
  await story.call('inventory.stock.rebuild')
}
