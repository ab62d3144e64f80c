import type { Story } from '../story.ts'

interface PlainRecord {
  /** `catalog.product`: the name of the resource. */
  name: string
  create: Record<string, unknown>
  update: Record<string, unknown>
  list?: Record<string, unknown>
}

/** The life of a plain record: made, read, changed, deleted, restored, exported and imported. Gives its id. */
export async function keepRecord(
  story: Story,
  { name, create, update, list = {} }: PlainRecord,
): Promise<string> {
  const { id, version } = await story.call(`${name}.create`, create)
  await story.call(`${name}.get`, { id })
  await story.call(`${name}.update`, { id, version, ...update })
  await story.call(`${name}.delete`, { id })
  await story.call(`${name}.restore`, { id })
  await story.call(`${name}.list`, list)
  await story.call(`${name}.export`, list)
  const imported = story.workshop.kernel.operations.find((operation) => operation.name === `${name}.import`)
  // Customers and products are imported in their own chapters.
  if (imported && !name.startsWith('crm.') && name !== 'catalog.product')
    await story.call(imported.name, imported.example as Record<string, unknown>)
  return id
}
