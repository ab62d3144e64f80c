import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, pages, read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { TimeText, useFormat } from '../../kit/format.tsx'
import { EndlessTable } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PermissionTable } from './permission-table.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { roleText } from './role-picker.tsx'
import { type Role, useRoles } from './use-roles.ts'

const route = getRouteApi('/desk/people/roles/$id')

/** A role: what it lets one do, and who has it. */
export default function RolePage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const roles = useRoles()
  const { id } = route.useParams()
  const role = useQuery(read('/api/v1/roles/{id}', { path: { id } }))
  const nameOf = (record: Role) => (record.builtIn ? roles.nameOf(record.key) : record.name)
  return (
    <RecordPage
      query={role}
      {...(role.data?.id ? { activity: { entity: 'role', id: role.data.id } } : {})}
      back={
        <Link to="/people/roles">
          <BackMark />
          {t('people.roles')}
        </Link>
      }
      title={nameOf}
      badge={(record) => (
        <StateBadge tone="plain">{t(record.builtIn ? 'role.builtIn' : 'role.own')}</StateBadge>
      )}
      below={(record) => <span className="mono">{record.key}</span>}
      actions={(record) => <RoleActions role={record} name={nameOf(record)} />}
    >
      {(record) => {
        const text = roleText(record.key)
        return (
          <>
            <Section title={t('role.facts')}>
              <Facts>
                {text ? (
                  <Fact name={t('role.for')} wide>
                    {t(text)}
                  </Fact>
                ) : null}
                <Fact name={t('people.members')}>
                  <span className="numbers">{format.count(record.members)}</span>
                </Fact>
                <Fact name={t('role.key')}>
                  <span className="mono">{record.key}</span>
                </Fact>
              </Facts>
            </Section>
            <Section title={t('role.may')}>
              <PermissionTable value={record.permissions} />
            </Section>
            <Members role={record.key} />
          </>
        )
      }}
    </RecordPage>
  )
}

function Members({ role }: { role: string }) {
  const t = useTexts()
  const members = useInfiniteQuery(pages('/api/v1/members', { query: { role, limit: 20 } }))
  const columns: Column<ItemOf<'/api/v1/members'>>[] = [
    { key: 'name', header: t('account.name'), cell: (row) => row.name },
    { key: 'email', header: t('signIn.email'), grow: true, cell: (row) => row.email },
    { key: 'since', header: t('people.since'), cell: (row) => <TimeText value={row.joinedAt} /> },
  ]
  return (
    <Section title={t('people.members')} flush>
      <EndlessTable
        label={t('people.members')}
        columns={columns}
        query={members}
        link={(row, children) => (
          <Link to="/people/members/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        empty={<EmptyState title={t('role.nobody')} />}
      />
    </Section>
  )
}

function RoleActions({ role, name }: { role: Role; name: string }) {
  const t = useTexts()
  const { can } = useSession()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'edit' | 'copy' | 'delete'>()
  const close = () => setOpen(undefined)
  const remove = useCommand(() =>
    api.DELETE('/api/v1/roles/{id}', { params: { path: { id: role.id ?? '' } } }),
  )
  const copy = role.permissions.includes('*')
    ? { allowed: false, reason: 'identity.role_built_in' }
    : can('identity.role.create')
      ? role.actions.give
      : { allowed: false, reason: 'auth.forbidden' }
  return (
    <>
      <ActionButton does="edit" action={role.actions.update} onClick={() => setOpen('edit')}>
        {t('action.edit')}
      </ActionButton>
      <ActionMenu
        label={t('action.more')}
        actions={[
          { key: 'copy', label: t('role.copy'), action: copy, onClick: () => setOpen('copy') },
          {
            key: 'delete',
            label: t('role.delete'),
            action: role.actions.delete,
            danger: true,
            onClick: () => setOpen('delete'),
          },
        ]}
      />
      {open === 'edit' ? <RoleDialog role={role} onSaved={close} onClose={close} /> : null}
      {open === 'copy' ? (
        <RoleDialog
          copyOf={role}
          onSaved={(id) => void navigate({ to: '/people/roles/$id', params: { id } })}
          onClose={close}
        />
      ) : null}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('role.delete')}
          text={t('role.delete.text', { name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(undefined)
            notify(t('done.deleted'))
            void navigate({ to: '/people/roles' })
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}
