import type { Workshop } from '../../kernel/testing/workshop.ts'
import { CENTRAL_HOST, signedIn } from '../cast.ts'
import { Story, type Teller } from '../story.ts'

export const PASSWORD = 'hammer and bone folder'

/** Somebody opens a workshop, signs in on its host and on the central one, and makes a key for a program. */
export async function openDoors(workshop: Workshop, teller: Teller): Promise<Story> {
  const { slug, code, mark } = teller
  const host = `${slug}.localhost`
  const nobody = { host: CENTRAL_HOST }
  const buyer = { host }
  const story = new Story(workshop, teller, {
    stranger: nobody,
    buyer,
    owner: buyer,
    account: nobody,
    key: buyer,
  })
  const owner = { email: story.email('owner'), password: PASSWORD }
  const opened = await story.call(
    'tenancy.workshop.sign_up',
    {
      ...{ name: `Atelier ${mark}`, slug, code, currency: 'THB', timeZone: 'Asia/Bangkok', locale: 'en' },
      ...{ ...owner, ownerName: story.text('Pimchanok') },
    },
    { as: 'stranger' },
  )
  story.tenantId = opened.id
  story.cast = {
    ...story.cast,
    owner: await signedIn(workshop, host, owner),
    account: await signedIn(workshop, CENTRAL_HOST, owner),
  }
  const { key } = await story.call(
    'identity.api_key.create',
    { name: story.text('Everything'), scopes: ['*'] },
    { as: 'owner' },
  )
  story.cast = { ...story.cast, key: { host, authorization: `Bearer ${key}` } }

  await story.call('tenancy.workshop.brief', {}, { as: 'buyer' })
  const { version } = await story.call('tenancy.workshop.get')
  await story.call('tenancy.workshop.update', {
    version,
    legalName: story.text('Maison Co., Ltd.'),
    taxId: '0105599000141',
    address: { line1: story.text('118/4 Soi'), city: 'Bangkok', postalCode: '10500', country: 'TH' },
  })
  return story
}
