import { type ReactNode, useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useFormat } from '../../kit/format.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PeopleNav } from './people-nav.tsx'
import { PermissionPicker } from './permission-picker.tsx'
import { type Role, useRoles } from './use-roles.ts'

const valuesOf = (role: Role | undefined) => ({
  key: role?.key ?? '',
  name: role?.name ?? '',
  permissions: role?.permissions ?? [],
})

export default function RoleList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  const roles = useRoles()
  const [open, setOpen] = useState<'new' | { what: 'edit' | 'delete'; role: Role }>()
  const close = () => setOpen(undefined)
  const create = useCommand((body: { key: string; name: string; permissions: string[] }, key) =>
    api.POST('/api/v1/roles', { params: { header: idempotent(key) }, body }),
  )
  const update = useCommand(
    ({ id, ...body }: { id: string; version: number; name: string; permissions: string[] }) =>
      api.PATCH('/api/v1/roles/{id}', { params: { path: { id } }, body }),
  )
  const remove = useCommand((id: string) => api.DELETE('/api/v1/roles/{id}', { params: { path: { id } } }))
  const columns: Column<Role>[] = [
    { key: 'name', header: t('people.role'), cell: (row) => roles.nameOf(row.key) },
    {
      key: 'permissions',
      header: t('role.may'),
      grow: true,
      cell: (row) => (
        <span className="mono wrap" style={{ color: 'var(--muted)', overflowWrap: 'anywhere' }}>
          {row.permissions.includes('*') ? t('role.everything') : row.permissions.join(', ')}
        </span>
      ),
    },
    {
      key: 'members',
      header: t('people.members'),
      align: 'end',
      cell: (row) => <span className="numbers">{format.count(row.members)}</span>,
    },
    {
      key: 'actions',
      header: '',
      align: 'end',
      cell: (row) =>
        row.builtIn ? null : (
          <ActionMenu
            compact
            label={t('people.changeOf', { name: row.name })}
            actions={[
              {
                key: 'edit',
                label: t('action.edit'),
                action: row.actions.update,
                onClick: () => setOpen({ what: 'edit', role: row }),
              },
              {
                key: 'delete',
                label: t('action.delete'),
                action: row.actions.delete,
                danger: true,
                onClick: () => setOpen({ what: 'delete', role: row }),
              },
            ]}
          />
        ),
    },
  ]
  const edited = typeof open === 'object' && open.what === 'edit' ? open.role : undefined
  return (
    <Page
      title={t('nav.people')}
      actions={
        can('identity.role.create') ? (
          <NewButton label={t('role.new')} onClick={() => setOpen('new')} />
        ) : null
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
          skeletons={roles.query.isPending ? 8 : 0}
        />
      </Section>
      {open === 'new' || edited ? (
        <CommandDialog
          large
          title={edited ? t('role.edit') : t('role.new')}
          submit={edited ? t('action.save') : t('role.create')}
          initial={valuesOf(edited)}
          operation={edited ? 'identity.role.update' : 'identity.role.create'}
          draft={`role:${edited?.id ?? 'new'}`}
          {...(edited
            ? {
                editing: {
                  version: edited.version ?? 0,
                  read: async () => {
                    const { items } = await answerOf(api.GET('/api/v1/roles'))
                    const now = items.find(({ id }) => id === edited.id)
                    return { values: valuesOf(now), version: now?.version ?? 0 }
                  },
                },
              }
            : {})}
          fields={[
            { kind: 'text', name: 'name', label: t('account.name'), required: true, half: true },
            {
              kind: 'code',
              name: 'key',
              label: t('role.key'),
              hint: t('role.key.hint'),
              required: true,
              half: true,
              when: () => edited === undefined,
            },
          ]}
          more={(values, change) => (
            <PermissionPicker
              value={values.permissions}
              onChange={(permissions) => change({ ...values, permissions })}
            />
          )}
          onSubmit={async ({ key, name, permissions }, version) => {
            if (edited) {
              await update.mutateAsync({
                id: edited.id ?? '',
                version,
                name,
                permissions,
              })
            } else await create.mutateAsync({ key: key.trim(), name: name.trim(), permissions })
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
      {typeof open === 'object' && open.what === 'delete' ? (
        <ConfirmDialog
          title={t('role.delete')}
          text={t('role.delete.text', { name: open.role.name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(open.role.id ?? '')
            notify(t('done.deleted'))
          }}
          onClose={close}
        />
      ) : null}
    </Page>
  )
}
