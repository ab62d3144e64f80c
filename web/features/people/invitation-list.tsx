import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, pages, useCommand } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { TimeText } from '../../kit/format.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
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

export default function InvitationList(): ReactNode {
  const t = useTexts()
  const roles = useRoles()
  const invitations = useInfiniteQuery(pages('/api/v1/invitations', {}))
  const revoke = useCommand(
    (id: string) => api.DELETE('/api/v1/invitations/{id}', { params: { path: { id } } }),
    {
      onDone: () => notify(t('invitation.revoked')),
    },
  )
  const columns: Column<Invitation>[] = [
    { key: 'email', header: t('signIn.email'), grow: true, cell: (row) => row.email },
    { key: 'role', header: t('people.role'), cell: (row) => roles.nameOf(row.role) },
    { key: 'by', header: t('invitation.by'), cell: (row) => row.invitedBy },
    { key: 'until', header: t('invitation.until'), cell: (row) => <TimeText value={row.expiresAt} /> },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => <StateBadge tone={STATES[row.state].tone}>{t(STATES[row.state].text)}</StateBadge>,
    },
    {
      key: 'action',
      header: '',
      align: 'end',
      cell: (row) =>
        row.state === 'open' ? (
          <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(row.id)}>
            {t('invitation.revoke')}
          </Button>
        ) : null,
    },
  ]
  return (
    <ListPage
      title={t('nav.people')}
      label={t('people.invitations')}
      intro={
        <>
          <PeopleNav />
          <ErrorPanel error={revoke.error} />
        </>
      }
      columns={columns}
      query={invitations}
      empty={<EmptyState title={t('invitation.empty')} text={t('invitation.empty.text')} />}
    />
  )
}
