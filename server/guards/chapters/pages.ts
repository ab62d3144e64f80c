import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** What is read without an operation: files, pictures, the answer to a scan. */
export async function readPages(story: Story, { tote }: Catalogue): Promise<void> {
  const rows = await story.workshop.asOwner<{ id: string; visibility: string }>(
    'select id, visibility from stored_file where tenant_id = $1 order by id',
    story.tenantId,
  )
  for (const { id, visibility } of rows)
    await story.get(`/files/${id}`, { as: visibility === 'public' ? 'buyer' : 'owner' })
  await story.get(`/desk/pictures/${tote}`, { as: 'owner' })
}
