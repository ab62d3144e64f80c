import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useFormat } from '../../kit/format.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PeopleNav } from './people-nav.tsx'
import { RoleDialog } from './role-dialog.tsx'
import { RoleMatrix } from './role-matrix.tsx'
import { roleText } from './role-picker.tsx'
import { type Role, useRoles } from './use-roles.ts'

export default function RoleList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  const navigate = useNavigate()
  const roles = useRoles()
  const [isNew, setNew] = useState(false)
  const columns: Column<Role>[] = [
    { key: 'name', header: t('people.role'), cell: (row) => roles.nameOf(row.key) },
    {
      key: 'for',
      header: t('role.for'),
      grow: true,
      cell: (row) => {
        const text = roleText(row.key)
        return text ? <span style={{ color: 'var(--muted)' }}>{t(text)}</span> : null
      },
    },
    {
      key: 'members',
      header: t('people.members'),
      align: 'end',
      cell: (row) => <span className="numbers">{format.count(row.members)}</span>,
    },
    {
      key: 'kind',
      header: t('role.kind'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={row.builtIn ? 'plain' : 'info'}>
          {t(row.builtIn ? 'role.builtIn' : 'role.own')}
        </StateBadge>
      ),
    },
  ]
  return (
    <Page
      title={t('nav.people')}
      actions={
        can('identity.role.create') ? <NewButton label={t('role.new')} onClick={() => setNew(true)} /> : null
      }
    >
      <PeopleNav />
      <ErrorPanel error={roles.query.error} onRetry={() => void roles.query.refetch()} />
      <Section flush>
        <DataTable
          label={t('people.roles')}
          columns={columns}
          rows={roles.items}
          rowKey={(row) => row.key}
          link={(row, children) => (
            <Link to="/people/roles/$id" params={{ id: row.id ?? row.key }}>
              {children}
            </Link>
          )}
          skeletons={roles.query.isPending ? 8 : 0}
        />
      </Section>
      <RoleMatrix />
      {isNew ? (
        <RoleDialog
          onSaved={(id) => void navigate({ to: '/people/roles/$id', params: { id } })}
          onClose={() => setNew(false)}
        />
      ) : null}
    </Page>
  )
}
