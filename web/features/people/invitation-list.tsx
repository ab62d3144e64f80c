import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { actorName } from '../../kit/actor-name.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import { PeopleNav } from './people-nav.tsx'
import { useRoles } from './use-roles.ts'

type Invitation = ItemOf<'/api/v1/invitations'>

const STATES = {
  open: { text: 'invitation.state.open', tone: 'info' },
  accepted: { text: 'invitation.state.accepted', tone: 'good' },
  revoked: { text: 'invitation.state.revoked', tone: 'plain' },
  expired: { text: 'invitation.state.expired', tone: 'plain' },
} as const satisfies Record<Invitation['state'], { text: PlainKey; tone: Tone }>

const STATE_KEYS = Object.keys(STATES) as (keyof typeof STATES)[]
const route = getRouteApi('/desk/people/invitations')

export default function InvitationList(): ReactNode {
  const t = useTexts()
  const roles = useRoles()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const revoke = useCommand(
    (id: string) => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }),
    { onDone: () => notify(t('invitation.revoked')) },
  )
  return (
    <ListScreen<Invitation, typeof search>
      resource="identity.invitation"
      path="/invitations"
      title={t('nav.people')}
      label={t('people.invitations')}
      intro={
        <>
          <PeopleNav />
          <ErrorPanel error={revoke.error} />
        </>
      }
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ state: search.state }}
      columns={{
        email: { grow: true, width: 240, cell: (row) => row.email },
        role: { cell: (row) => roles.nameOf(row.role) },
        invitedBy: {
          header: t('invitation.by'),
          width: 180,
          cell: (row) => actorName(t, row.invitedBy),
        },
        expiresAt: { header: t('invitation.until') },
        state: {
          header: t('state.label'),
          phone: 'end',
          cell: (row) => <StateBadge tone={STATES[row.state].tone}>{t(STATES[row.state].text)}</StateBadge>,
        },
      }}
      valueText={(field, value) => (field === 'role' ? roles.nameOf(value) : undefined)}
      rowActions={(row) =>
        row.state === 'open' ? (
          <ActionMenu
            compact
            label={t('people.changeOf', { name: row.email })}
            actions={[
              {
                key: 'revoke',
                label: t('invitation.revoke'),
                danger: true,
                action: can('identity.invitation.revoke')
                  ? { allowed: true }
                  : { allowed: false, reason: 'auth.forbidden' },
                onClick: () => revoke.mutate(row.id),
              },
            ]}
          />
        ) : null
      }
      filters={
        <FilterSelect
          label={t('state.label')}
          value={search.state}
          options={STATE_KEYS.map((state) => ({ value: state, label: t(STATES[state].text) }))}
          onChange={(state) => choose({ state })}
        />
      }
      empty={<EmptyState title={t('invitation.empty')} text={t('invitation.empty.text')} />}
    />
  )
}
