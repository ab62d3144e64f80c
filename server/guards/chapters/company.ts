import { runSchedule } from '../../kernel/jobs/scheduler.ts'
import type { Story } from '../story.ts'

/** What the clock looks for so that people are told. */
const LOOKS = ['manufacturing.look-for-late', 'inventory.look-for-low', 'payments.look-for-overdue'] as const

const PDF = Buffer.from('%PDF-1.7 a drawing').toString('base64')

/** What people see of each other's work, and say about it. */
export async function workTogether(story: Story): Promise<void> {
  const { token } = await story.call('live.change.list', {}, { as: 'owner' })
  await story.call('catalog.work_centre.create', {
    ...{ code: 'LATE', name: story.text('Late shift'), ratePerHour: '120' },
  })
  await story.call('live.change.list', { since: token })

  const { items } = await story.call('sales.order.list')
  const record = { entity: 'order', entityId: items[0].id }
  const readers = await story.call('comments.mentionable.list', record)
  const me = await story.call('identity.me', {}, { as: 'owner' })
  const owner = readers.items.find(({ userId }: { userId: string }) => userId === me.id)
  const mentions = [owner.userId]
  const body = story.text(`@${owner.name} the buckles are late`)
  const said = await story.call('comments.comment.add', { ...record, body, mentions })
  await story.call('comments.comment.edit', { id: said.id, version: 1, body: story.text('On Monday') })
  const wrong = await story.call('comments.comment.add', {
    ...record,
    body: story.text('The other order'),
    mentions,
  })
  await story.call('comments.comment.delete', { id: wrong.id })
  for (const look of LOOKS) await runSchedule(story.workshop.kernel, look)
  await story.workshop.drain()
  const notices = await story.call('notices.notice.list', {}, { as: 'owner' })
  await story.call('notices.notice.mark_read', { id: notices.items[0].id }, { as: 'owner' })
  await story.call('comments.comment.add', { ...record, body, mentions })
  await story.call('notices.notice.mark_all_read', {}, { as: 'owner' })

  const name = story.text('Drawing.pdf')
  await story.call('documents.file.upload', { ...record, name, content: PDF })
  const spare = await story.call('documents.file.upload', {
    ...record,
    name: story.text('Old.pdf'),
    content: PDF,
  })
  await story.call('documents.file.remove', { id: spare.id })
  await story.call('documents.file.list', record)
  await story.call('comments.timeline.list', record)
}
