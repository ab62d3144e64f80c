import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { InviteDialog, type Member, MemberRoleDialog, RemoveMemberDialog } from './member-dialogs.tsx'
import { PeopleNav } from './people-nav.tsx'
import { useRoles } from './use-roles.ts'

const route = getRouteApi('/desk/people')

export default function MemberList(): ReactNode {
  const t = useTexts()
  const { can, me } = useSession()
  const roles = useRoles()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'invite' | { what: 'role' | 'remove'; member: Member }>()
  const close = () => setOpen(undefined)
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  return (
    <>
      <ListScreen<Member, typeof search>
        resource="identity.member"
        path="/members"
        title={t('nav.people')}
        label={t('people.members')}
        intro={<PeopleNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ role: search.role }}
        columns={{
          name: {
            header: t('account.name'),
            grow: true,
            width: 200,
            cell: (row) => (row.userId === me.id ? t('people.you', { name: row.name }) : row.name),
          },
          email: { width: 260 },
          role: { width: 150, cell: (row) => roles.nameOf(row.role) },
          joinedAt: { header: t('people.since'), phone: 'hide' },
        }}
        valueText={(field, value) => (field === 'role' ? roles.nameOf(value) : undefined)}
        link={(row, children) => (
          <Link to="/people/members/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        rowActions={(row) => (
          <ActionMenu
            compact
            label={t('people.changeOf', { name: row.name })}
            actions={[
              {
                key: 'role',
                label: t('people.changeRole'),
                action: row.actions.update_role,
                onClick: () => setOpen({ what: 'role', member: row }),
              },
              {
                key: 'remove',
                label: t('people.remove'),
                action: row.actions.remove,
                danger: true,
                onClick: () => setOpen({ what: 'remove', member: row }),
              },
            ]}
          />
        )}
        searchLabel={t('people.search')}
        actions={
          can('identity.member.invite') ? (
            <NewButton label={t('people.invite')} onClick={() => setOpen('invite')} />
          ) : null
        }
        filters={
          <FilterSelect
            label={t('people.role')}
            value={search.role}
            options={roles.items.map(({ key }) => ({ value: key, label: roles.nameOf(key) }))}
            onChange={(role) => choose({ role })}
          />
        }
        empty={<EmptyState title={t('list.nothing')} />}
      />
      {open === 'invite' ? <InviteDialog onClose={close} /> : null}
      {typeof open === 'object' && open.what === 'role' ? (
        <MemberRoleDialog member={open.member} onClose={close} />
      ) : null}
      {typeof open === 'object' && open.what === 'remove' ? (
        <RemoveMemberDialog member={open.member} onClose={close} />
      ) : null}
    </>
  )
}
