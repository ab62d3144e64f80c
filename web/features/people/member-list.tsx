import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PeopleNav } from './people-nav.tsx'
import { useRoles } from './use-roles.ts'

type Member = ItemOf<'/api/v1/members'>
const route = getRouteApi('/desk/people')

export default function MemberList(): ReactNode {
  const t = useTexts()
  const { can, me } = useSession()
  const roles = useRoles()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'invite' | { what: 'role' | 'remove'; member: Member }>()
  const [link, setLink] = useState<{ link: string; email: string; mailed: boolean }>()
  const close = () => setOpen(undefined)
  const invite = useCommand((body: { email: string; role: string }) =>
    api.POST('/api/v1/invitations', { body }),
  )
  const change = useCommand(({ id, role }: { id: string; role: string }) =>
    api.PATCH('/api/v1/members/{id}', { params: { path: { id } }, body: { role } }),
  )
  const remove = useCommand(({ id, keepApiKeys }: { id: string; keepApiKeys: boolean }) =>
    api.DELETE('/api/v1/members/{id}', {
      params: { path: { id }, query: { keepApiKeys: keepApiKeys ? 'true' : 'false' } },
    }),
  )
  const roleOptions = roles.givable.map(({ key }) => ({ value: key, label: roles.nameOf(key) }))
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
      {open === 'invite' ? (
        <CommandDialog
          title={t('people.invite')}
          text={t('people.invite.text')}
          submit={t('people.invite')}
          initial={{ email: '', role: roleOptions.at(-1)?.value ?? 'viewer' }}
          fields={[
            { kind: 'email', name: 'email', label: t('signIn.email'), required: true },
            { kind: 'select', name: 'role', label: t('people.role'), options: roleOptions },
          ]}
          onSubmit={async (values) =>
            setLink(await invite.mutateAsync({ ...values, email: values.email.trim() }))
          }
          onClose={close}
        />
      ) : null}
      {typeof open === 'object' && open.what === 'role' ? (
        <CommandDialog
          title={t('people.changeRole')}
          text={open.member.name}
          submit={t('action.save')}
          initial={{ role: open.member.role }}
          fields={[{ kind: 'select', name: 'role', label: t('people.role'), options: roleOptions }]}
          onSubmit={async ({ role }) => {
            await change.mutateAsync({ id: open.member.id, role })
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
      {typeof open === 'object' && open.what === 'remove' ? (
        <CommandDialog
          title={t('people.remove')}
          text={t('people.remove.text', { name: open.member.name })}
          submit={t('people.remove')}
          danger
          initial={{ keepApiKeys: false }}
          fields={[
            {
              kind: 'switch',
              name: 'keepApiKeys',
              label: t('people.keepKeys'),
              hint: t('people.keepKeys.hint'),
            },
          ]}
          onSubmit={async ({ keepApiKeys }) => {
            await remove.mutateAsync({ id: open.member.id, keepApiKeys })
            notify(t('people.removed'))
          }}
          onClose={close}
        />
      ) : null}
      {link ? <InvitationLink {...link} onClose={() => setLink(undefined)} /> : null}
    </>
  )
}

/** The link is shown once: only its hash is kept. */
function InvitationLink(props: { link: string; email: string; mailed: boolean; onClose(): void }) {
  const t = useTexts()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<strong>{t('people.invited', { email: props.email })}</strong>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <p style={{ marginTop: 0 }}>{t(props.mailed ? 'people.link.mailed' : 'people.link.text')}</p>
      <TextInput label={t('people.link')} value={props.link} readOnly data-autofocus />
      <CopyButton value={props.link}>
        {({ copied, copy }) => (
          <Button mt="md" fullWidth onClick={copy}>
            {copied ? t('error.copied') : t('people.copyLink')}
          </Button>
        )}
      </CopyButton>
    </Modal>
  )
}
