import { scansOf } from '../../modules/serials/verify/scans.ts'
import { watchScans } from '../../modules/vigilance/index.ts'
import type { Story } from '../story.ts'

/** Half a hall asks for one piece, and the maker is told. */
export async function watchOver(story: Story): Promise<void> {
  const { workshop } = story
  const [piece] = await workshop.asOwner<{ human: string }>(
    `select human from serial where tenant_id = $1 and state in ('sold', 'claimed') order by id limit 1`,
    story.tenantId,
  )
  const headers = { host: story.host, 'user-agent': 'Mozilla/5.0 (iPhone) Mobile' }
  for (let i = 0; i < 10; i++)
    await workshop.app.inject({
      url: `/api/public/serial/verify/${piece!.human}`,
      headers,
      remoteAddress: `10.9.0.${i + 1}`,
    })
  await scansOf(workshop.kernel).flush()
  workshop.clock.advance({ minutes: 1 })
  await watchScans(workshop.kernel)
  await workshop.drain()
  await story.call('vigilance.analytics.scans')
  const { items } = await story.call('vigilance.alert.list')
  const { id } = items[0]
  await story.call('vigilance.alert.get', { id })
  await story.call('vigilance.alert.decide', { id, state: 'confirmed', reason: story.text('A fair') })
}
