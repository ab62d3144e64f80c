import { xlsxChunks } from '../../kernel/list/xlsx-file.ts'
import type { Story } from '../story.ts'

/** Lists that are no plain records. */
const LISTS = [
  'sales.order',
  'manufacturing.ticket',
  'manufacturing.work_in_process',
  'serials.serial',
  'inventory.move',
  'inventory.lot',
  'accounting.entry',
  'accounting.invoice',
  'accounting.period',
  'notifications.message',
  'audit.record',
  'inventory.location',
  'inventory.stock',
  'identity.member',
  'identity.invitation',
  'identity.api_key',
  'lists.import',
  'ownership.recall',
  'vigilance.alert',
]

/** What every list has: exports, views, the same for many, imports and their undoing. */
export async function workWithLists(story: Story): Promise<void> {
  await story.call('lists.resource.list')
  for (const name of LISTS) {
    await story.call(`${name}.export`, { format: 'csv' })
    await story.call(`${name}.export`, { format: 'xlsx' })
  }
  await story.call('sales.order.list', {
    where: 'state:in:paid|placed,placedAt:gte:2026-01-01',
    sort: '-placedAt',
  })
  const view = await story.call('lists.view.create', {
    list: 'sales.order',
    name: story.text('Paid'),
    query: 'where=state:is:paid',
    shared: true,
  })
  await story.call('lists.view.list', { list: 'sales.order' })
  await story.call('lists.view.update', { id: view.id, name: story.text('To ship') })
  await story.call('lists.view.delete', { id: view.id })
  const { importId } = await story.call('crm.customer.import', {
    csv: `Number,Who\nL0001,${story.text('Lanna')}\nL0002,${story.text('Lotus')}\n`,
    mapping: { Number: 'code', Who: 'name' },
    fileName: 'customers.csv',
  })
  const { items } = await story.call('crm.customer.list', { q: 'L000' })
  await story.call('lists.bulk.run', {
    operation: 'crm.customer.delete',
    ids: items.slice(0, 1).map(({ id }: { id: string }) => id),
  })
  await story.call('lists.bulk.run', {
    operation: 'crm.customer.restore',
    matching: { deleted: 'true', q: 'L000' },
  })
  await story.call('lists.import.list', { list: 'crm.customer' })
  await story.call('lists.import.undo', { id: importId })
  await story.call('lists.import.read', { content: await workbook('Lotus') })
}

async function workbook(words: string): Promise<string> {
  const pages = async function* () {
    yield [{ name: words }]
  }
  const chunks: Uint8Array[] = []
  const columns = [
    { title: 'name', type: 'text' as const, value: (row: Record<string, unknown>) => row.name },
  ]
  for await (const chunk of xlsxChunks(columns, pages(), 'UTC')) chunks.push(chunk)
  return Buffer.concat(chunks).toString('base64')
}
