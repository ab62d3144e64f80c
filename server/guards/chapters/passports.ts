import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

/** What the workshop tells of its pieces, and who agreed to be named. */
export async function tellOfPieces(story: Story, { tote }: Catalogue): Promise<void> {
  const care = story.text('Wipe with a dry cloth')
  await story.call('passports.profile.save_default', {
    place: story.text('Chiang Mai'),
    rules: { lots: 'owner' },
  })
  await story.call('passports.profile.get_default')
  await story.call('passports.profile.save', { productId: tote, care, carbonKg: '6.4' })
  await story.call('passports.profile.get', { productId: tote })
  await story.call('passports.consent.record', { operatorId: 'mali', name: story.text('Mali'), given: true })
  await story.call('passports.consent.list')
  const { items } = await story.call('serials.serial.list', { productId: tote })
  const ready = items.filter(
    (piece: { state: string; madeOn: string | null; kind: string }) =>
      ['in_stock', 'sold'].includes(piece.state) && piece.madeOn !== null,
  )
  const [first, second] = ready.map((piece: { id: string }) => piece.id)
  await story.call('passports.passport.issue', { serialIds: [first, second ?? first] })
  await story.call('passports.passport.get', { serialId: first, audience: 'authority' })
  await story.workshop.drain()
  await story.call('passports.passport.revoke', { serialId: first, reason: story.text('Mistaken') })
  await story.workshop.drain()
}
