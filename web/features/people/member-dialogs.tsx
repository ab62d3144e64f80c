import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { RolePicker } from './role-picker.tsx'
import { useRoles } from './use-roles.ts'

export type Member = ItemOf<'/api/v1/members'>

/** Invites somebody; the link is shown once, because only its hash is kept. */
export function InviteDialog(props: { onClose(): void }) {
  const t = useTexts()
  const roles = useRoles()
  const [made, setMade] = useState<{ link: string; email: string; mailed: boolean }>()
  const isMade = useRef(false)
  const invite = useCommand((body: { email: string; role: string }) =>
    api.POST('/api/v1/invitations', { body }),
  )
  if (made) return <InvitationLink {...made} onClose={props.onClose} />
  return (
    <CommandDialog
      title={t('people.invite')}
      text={t('people.invite.text')}
      submit={t('people.invite')}
      operation="identity.member.invite"
      draft="member:invite"
      initial={{ email: '', role: roles.givable.at(-1)?.key ?? 'viewer' }}
      fields={[
        { kind: 'email', name: 'email', label: t('signIn.email'), required: true },
        {
          kind: 'custom',
          name: 'role',
          label: t('people.role'),
          draw: ({ value, error, onChange }) => (
            <RolePicker value={value} error={error} onChange={onChange} />
          ),
        },
      ]}
      onSubmit={async (values) => {
        const link = await invite.mutateAsync({ ...values, email: values.email.trim() })
        isMade.current = true
        setMade(link)
      }}
      // The link follows in its place.
      onClose={() => isMade.current || props.onClose()}
    />
  )
}

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

/** Gives a member another role; who was faster is told. */
export function MemberRoleDialog(props: { member: Member; onClose(): void }) {
  const t = useTexts()
  const roles = useRoles()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [member] = useState(props.member)
  const change = useCommand(({ role, version }: { role: string; version: number }) =>
    api.PATCH('/api/v1/members/{id}', { params: { path: { id: member.id } }, body: { role, version } }),
  )
  return (
    <CommandDialog
      title={t('people.changeRole')}
      text={t('people.changeRole.text', { name: member.name })}
      submit={t('action.save')}
      initial={{ role: member.role }}
      editing={{
        version: member.version,
        read: async () => {
          const now = await answerOf(api.GET('/api/v1/members/{id}', { params: { path: { id: member.id } } }))
          return { values: { role: now.role }, version: now.version }
        },
      }}
      fields={[
        {
          kind: 'custom',
          name: 'role',
          label: t('people.role'),
          shown: roles.nameOf,
          draw: ({ value, error, onChange }) => (
            <RolePicker value={value} error={error} onChange={onChange} />
          ),
        },
      ]}
      onSubmit={async ({ role }, version) => {
        await change.mutateAsync({ role, version })
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}

/** Takes somebody out of the workshop, with or without the keys that they made. */
export function RemoveMemberDialog(props: { member: Member; onRemoved?(): void; onClose(): void }) {
  const t = useTexts()
  const { member } = props
  const remove = useCommand((keepApiKeys: boolean) =>
    api.DELETE('/api/v1/members/{id}', {
      params: { path: { id: member.id }, query: { keepApiKeys: keepApiKeys ? 'true' : 'false' } },
    }),
  )
  return (
    <CommandDialog
      title={t('people.remove')}
      text={t('people.remove.text', { name: member.name })}
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
        await remove.mutateAsync(keepApiKeys)
        notify(t('people.removed'))
        props.onRemoved?.()
      }}
      onClose={props.onClose}
    />
  )
}
