import type { Story } from '../story.ts'
import { keepRecord } from './records.ts'

/** What the workshop has: ids of its products and of where they are made. */
export interface Catalogue {
  bench: string
  leather: string
  thread: string
  /** Made piece by piece, each with a serial. */
  tote: string
  /** Made in batches, bought in as well. */
  notebook: string
  slug: string
}

const SVG = (words: string): string =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><title>${words}</title></svg>`).toString('base64')

/** Products with pictures, bills of materials and routings, tax codes, customers. */
export async function fillCatalogue(story: Story): Promise<Catalogue> {
  await keepRecord(story, {
    name: 'pricing.tax_code',
    create: { code: 'VAT10', name: story.text('VAT 10 %'), ratePercent: '10' },
    update: { name: story.text('VAT ten') },
  })
  const bench = await keepRecord(story, {
    name: 'catalog.work_centre',
    create: { code: 'BENCH', name: story.text('Bench'), ratePerHour: '180' },
    update: { ratePerHour: '240' },
  })
  const make = (sku: string, kind: string, rest: Record<string, unknown>) =>
    story.call('catalog.product.create', {
      ...{ sku, kind, name: story.text(sku), currency: 'THB', unit: 'pc', ...rest },
    })
  const leather = await make('LEATHER', 'material', { unit: 'sqft', standardCost: '180' })
  const thread = await make('THREAD', 'component', { unit: 'm', standardCost: '2' })
  const sold = { taxCode: 'VAT7', published: true, description: story.text('By hand.') }
  const tote = await make('TOTE', 'finished', {
    ...{
      ...sold,
      serialised: true,
      serialCode: 'TOTE',
      line: 'HAT',
      price: '12900',
      category: story.text('Bags'),
    },
  })
  const notebook = await make('NB-A5', 'finished', { ...sold, line: 'OEM', price: '185', standardCost: '60' })
  const strap = await keepRecord(story, {
    name: 'catalog.product',
    create: { sku: 'STRAP', name: story.text('Strap'), kind: 'component', unit: 'pc', currency: 'THB' },
    update: { description: story.text('Bridle leather') },
    list: { q: story.teller.mark },
  })
  await picture(story, tote.id)
  await recipe(story, { bench, leather: leather.id, thread: thread.id, tote: tote.id, notebook: notebook.id })
  await importCatalogue(story)
  await keepRecord(story, {
    name: 'crm.customer',
    create: { code: 'C0001', name: story.text('Baan Kham'), email: story.email('gallery') },
    update: { note: story.text('Pays late.') },
    list: { q: story.teller.mark },
  })
  await story.call('crm.customer.import', { csv: `code,name,email\nC0002,${story.text('Siam')},\n` })
  return {
    ...{ bench, leather: leather.id, thread: thread.id, tote: tote.id, notebook: notebook.id },
    slug: await slugOf(story, strap, tote.id),
  }
}

async function slugOf(story: Story, strap: string, tote: string): Promise<string> {
  const { items } = await story.call('catalog.product.list', { sort: 'sku', kind: 'finished' })
  const found = items.find((product: { id: string }) => product.id === tote)
  if (!found || found.id === strap) throw new Error('the list of products leaves one out')
  return found.slug
}

async function picture(story: Story, productId: string): Promise<void> {
  const { mark } = story.teller
  const front = await story.call('documents.file.upload', {
    ...{ name: story.text('front.svg'), content: SVG(`front ${mark}`), visibility: 'public' },
  })
  await story.call('documents.file.upload', {
    ...{ name: story.text('contract.svg'), content: SVG(`contract ${mark}`), visibility: 'members' },
    ...{ entity: 'product', entityId: productId },
  })
  await story.call('catalog.product.set_images', {
    id: productId,
    images: [{ fileId: front.id, alt: story.text('The tote from the front') }],
  })
  await story.call('desk.product_image.list', { id: productId })
}

async function recipe(
  story: Story,
  ids: Record<'bench' | 'leather' | 'thread' | 'tote' | 'notebook', string>,
) {
  await story.call('catalog.bill_of_materials.save', {
    productId: ids.tote,
    lines: [
      { componentId: ids.leather, quantity: '6.5', scrapPercent: '8', note: story.text('Grain outside') },
      { componentId: ids.thread, quantity: '12' },
    ],
  })
  await story.call('catalog.bill_of_materials.get', { productId: ids.tote })
  const common = { workCentreId: ids.bench, standardMinutes: '25' }
  await story.call('catalog.routing.save', {
    productId: ids.tote,
    operations: [
      { code: 'cutting', name: story.text('Cutting'), ...common },
      { code: 'stitching', name: story.text('Stitching'), ...common, predecessors: ['cutting'] },
    ],
  })
  await story.call('catalog.routing.get', { productId: ids.tote })
}

async function importCatalogue(story: Story): Promise<void> {
  await story.call('catalog.product.import', {
    csv: `sku,name,kind,unit,price,tax_code\nCARD,${story.text('Card')},finished,pc,95.00,VAT7\n`,
  })
  await story.call('catalog.bill_of_materials.import', {
    csv: 'product_sku,version,component_sku,quantity,unit\nNB-A5,1,THREAD,3,m\n',
  })
  await story.call('catalog.routing.import', {
    csv: `product_sku,version,operation_code,operation_name,work_centre,standard_minutes\nNB-A5,1,binding,${story.text('Binding')},BENCH,10\n`,
  })
}
