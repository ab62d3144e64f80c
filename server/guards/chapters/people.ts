import { CENTRAL_HOST, signedIn } from '../cast.ts'
import type { Story } from '../story.ts'
import { PASSWORD } from './opening.ts'

const tokenOf = (link: string): string => link.split('#token=')[1]!

/** Members, invitations, roles, keys and sessions. */
export async function gatherPeople(story: Story): Promise<void> {
  await story.call('identity.me')
  await story.call('identity.me', {}, { as: 'owner' })
  await story.call('identity.me.rename', { name: story.text('Pim') }, { as: 'owner' })
  await story.call('identity.account.get', {}, { as: 'account' })
  await endSessions(story)
  await employ(story)
  await shareRights(story)
  const { slug, code, mark } = story.teller
  await story.call(
    'tenancy.workshop.open',
    {
      ...{ name: `Second ${mark}`, slug: `${slug}-two`, code: `${code}X` },
      ...{ currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'en' },
    },
    { as: 'account' },
  )
}

async function endSessions(story: Story): Promise<void> {
  const owner = { email: story.email('owner'), password: PASSWORD }
  await signedIn(story.workshop, story.host, owner)
  const { items } = await story.call('identity.session.list', {}, { as: 'owner' })
  const other = items.find((session: { current: boolean }) => !session.current)
  await story.call('identity.session.end', { id: other.id }, { as: 'owner' })
  await story.call('identity.session.end_others', {}, { as: 'owner' })
  // That ended the one of the central host as well.
  story.cast = { ...story.cast, account: await signedIn(story.workshop, CENTRAL_HOST, owner) }
}

async function employ(story: Story): Promise<void> {
  const planner = { email: story.email('planner'), password: PASSWORD }
  const invited = await story.call('identity.member.invite', { email: planner.email, role: 'viewer' })
  const token = tokenOf(invited.link)
  await story.call('identity.invitation.preview', { token }, { as: 'buyer' })
  const joined = await story.call(
    'identity.invitation.accept',
    { token, name: story.text('Nattaphon'), password: PASSWORD },
    { as: 'buyer' },
  )
  await story.call('identity.member.list')
  await story.call('identity.member.get', { id: joined.memberId })
  await story.call('identity.member.update_role', { id: joined.memberId, role: 'planner' })
  await story.call('identity.member.remove', { id: joined.memberId })

  const again = await story.call('identity.member.invite', { email: planner.email, role: 'planner' })
  const guest = await signedIn(story.workshop, CENTRAL_HOST, planner)
  const { account } = story.cast
  story.cast = { ...story.cast, account: guest }
  await story.call('identity.invitation.join', { token: tokenOf(again.link) }, { as: 'account' })
  story.cast = { ...story.cast, account }

  const unwanted = await story.call('identity.member.invite', {
    email: story.email('nobody'),
    role: 'viewer',
  })
  await story.call('identity.invitation.revoke', { id: unwanted.id })
  await story.call('identity.member.invite', { email: story.email('later'), role: 'operator' })
  await story.call('identity.invitation.list')
}

async function shareRights(story: Story): Promise<void> {
  await story.call('identity.permission.list')
  const role = await story.call('identity.role.create', {
    key: 'night_shift',
    name: story.text('Night shift'),
    permissions: ['catalog.read'],
  })
  await story.call('identity.role.update', {
    id: role.id,
    version: role.version,
    permissions: ['serials.read'],
  })
  await story.call('identity.role.get', { id: role.id })
  const brief = await story.call('identity.role.create', {
    key: 'day_shift',
    name: story.text('Day shift'),
    permissions: ['catalog.read'],
  })
  await story.call('identity.role.delete', { id: brief.id })
  await story.call('identity.role.list')
  const key = await story.call('identity.api_key.create', {
    name: story.text('Till'),
    scopes: ['catalog.read'],
  })
  await story.call('identity.api_key.create', { name: story.text('Web shop'), scopes: ['sales.read'] })
  await story.call('identity.api_key.get', { id: key.id })
  await story.call('identity.api_key.revoke', { id: key.id })
  await story.call('identity.api_key.list')
  await story.call('flags.flag.list')
}
