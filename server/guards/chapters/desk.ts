import type { Story } from '../story.ts'

/** What the desk asks beside its lists and records. */
export async function lookAround(story: Story): Promise<void> {
  await story.call('search.desk', { q: story.teller.mark })
}
