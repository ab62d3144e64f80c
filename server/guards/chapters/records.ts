import type { Story } from '../story.ts'

interface PlainRecord {
  /** `catalog.product`: the name of the resource. */
  name: string
  create: Record<string, unknown>
  update: Record<string, unknown>
  list?: Record<string, unknown>
}

/** The life of a plain record: made, read, changed, deleted, restored. Gives its id. */
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
  return id
}
