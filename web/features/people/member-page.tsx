import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { TimeText } from '../../kit/format.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { MemberRoleDialog, RemoveMemberDialog } from './member-dialogs.tsx'
import { PermissionTable } from './permission-table.tsx'
import { RoleLink } from './role-link.tsx'
import { roleText } from './role-picker.tsx'
import { useRoles } from './use-roles.ts'

type Member = DataOf<'/api/v1/members/{id}'>
const route = getRouteApi('/desk/people/members/$id')

/** Somebody of the workshop: their role, what it lets them do, and what was done about them. */
export default function MemberPage(): ReactNode {
  const t = useTexts()
  const { can, me } = useSession()
  const roles = useRoles()
  const { id } = route.useParams()
  const member = useQuery(read('/api/v1/members/{id}', { path: { id } }))
  return (
    <RecordPage
      query={member}
      activity={{ entity: 'member', id }}
      back={
        <Link to="/people">
          <BackMark />
          {t('people.members')}
        </Link>
      }
      title={(record) => record.name}
      badge={(record) => (
        <>
          <StateBadge tone="info">{roles.nameOf(record.role)}</StateBadge>
          {record.userId === me.id ? <StateBadge tone="plain">{t('people.thatIsYou')}</StateBadge> : null}
        </>
      )}
      below={(record) => <a href={`mailto:${record.email}`}>{record.email}</a>}
      actions={(record) => <MemberActions member={record} />}
    >
      {(record) => {
        const text = roleText(record.role)
        return (
          <>
            <Section title={t('people.facts')}>
              <Facts>
                <Fact name={t('people.role')}>
                  <RoleLink role={record.role} />
                </Fact>
                <Fact name={t('people.since')}>
                  <TimeText value={record.joinedAt} />
                </Fact>
                {can('audit.read') ? (
                  <Fact name={t('people.did')}>
                    <Link to="/audit" search={{ actor: record.name }}>
                      {t('people.did.open')}
                    </Link>
                  </Fact>
                ) : null}
                {text ? (
                  <Fact name={t('role.for')} wide>
                    {t(text)}
                  </Fact>
                ) : null}
              </Facts>
            </Section>
            <Section title={t('people.may')}>
              <PermissionTable value={record.permissions} />
            </Section>
          </>
        )
      }}
    </RecordPage>
  )
}

function MemberActions({ member }: { member: Member }) {
  const t = useTexts()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'role' | 'remove'>()
  const close = () => setOpen(undefined)
  return (
    <>
      <ActionButton does="edit" action={member.actions.update_role} onClick={() => setOpen('role')}>
        {t('people.changeRole')}
      </ActionButton>
      <ActionMenu
        label={t('action.more')}
        actions={[
          {
            key: 'remove',
            label: t('people.remove'),
            action: member.actions.remove,
            danger: true,
            onClick: () => setOpen('remove'),
          },
        ]}
      />
      {open === 'role' ? <MemberRoleDialog member={member} onClose={close} /> : null}
      {open === 'remove' ? (
        <RemoveMemberDialog
          member={member}
          onRemoved={() => void navigate({ to: '/people' })}
          onClose={close}
        />
      ) : null}
    </>
  )
}
