import type { Story } from '../story.ts'

/** What people see of each other's work. */
export async function workTogether(story: Story): Promise<void> {
  const { token } = await story.call('live.change.list', {}, { as: 'owner' })
  await story.call('catalog.work_centre.create', {
    code: 'LATE',
    name: story.text('Late shift'),
    ratePerHour: '120',
  })
  await story.call('live.change.list', { since: token })
}
