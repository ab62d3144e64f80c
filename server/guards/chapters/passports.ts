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
  await story.call('passports.consent.list_makers')
  const own = { given: true, name: story.text('Pim') }
  await story.call('passports.consent.give_own', own, { as: 'owner' })
  await story.call('passports.consent.get_own', {}, { as: 'owner' })
  const { items } = await story.call('serials.serial.list', { productId: tote })
  const ready = items.filter(
    (piece: { state: string; madeOn: string | null; kind: string }) =>
      ['in_stock', 'sold'].includes(piece.state) && piece.madeOn !== null,
  )
  const [first, second] = ready.map((piece: { id: string }) => piece.id)
  await story.call('passports.passport.issue', { serialIds: [first, second ?? first] })
  await story.call('passports.passport.get', { serialId: first, audience: 'authority' })
  const access = await story.call('passports.access.give', {
    ...{ name: story.text('Customs'), serialId: first, days: 30 },
  })
  const { serial } = items.find((piece: { id: string }) => piece.id === first)
  await story.call(
    'passports.passport.read_as_authority',
    { serial },
    {
      ...{ as: 'buyer', headers: { 'x-passport-key': access.key } },
    },
  )
  await story.call('passports.access.list')
  await story.call('passports.access.end', { id: access.id })
  await story.workshop.drain()
  await story.call('passports.passport.revoke', { serialId: first, reason: story.text('Mistaken') })
  await story.workshop.drain()
}
