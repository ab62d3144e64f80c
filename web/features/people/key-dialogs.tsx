import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { notify } from '../../kit/notify.tsx'
import type { Tone } from '../../kit/state-badge.tsx'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import { PermissionChoice } from './permission-table.tsx'

export type Key = ItemOf<'/api/v1/api-keys'>

export const KEY_STATES = {
  active: { text: 'key.state.active', tone: 'good' },
  revoked: { text: 'key.state.revoked', tone: 'plain' },
  expired: { text: 'key.state.expired', tone: 'plain' },
} as const satisfies Record<Key['state'], { text: PlainKey; tone: Tone }>

/** A new key; it is shown once, because only its hash is kept. */
export function NewKeyDialog(props: { onClose(): void }) {
  const t = useTexts()
  const [made, setMade] = useState<{ name: string; key: string }>()
  const isMade = useRef(false)
  const create = useCommand((body: { name: string; scopes: string[]; expiresAt?: string }) =>
    api.POST('/api/v1/api-keys', { body }),
  )
  if (made) return <MadeKey name={made.name} secret={made.key} onClose={props.onClose} />
  return (
    <CommandDialog
      large
      title={t('key.new')}
      text={t('key.new.text')}
      submit={t('key.create')}
      draft="api-key:new"
      initial={{ name: '', expiresOn: '', scopes: [] as string[] }}
      fields={[
        {
          kind: 'text',
          name: 'name',
          label: t('key.name'),
          hint: t('key.name.hint'),
          required: true,
          half: true,
        },
        {
          kind: 'day',
          name: 'expiresOn',
          label: t('key.expiresOn'),
          hint: t('key.expiresOn.hint'),
          half: true,
        },
      ]}
      more={(values, change) => (
        <PermissionChoice
          fromRole
          value={values.scopes}
          onChange={(scopes) => change({ ...values, scopes })}
        />
      )}
      onSubmit={async ({ name, expiresOn, scopes }) => {
        const fresh = await create.mutateAsync({
          name: name.trim(),
          scopes,
          // The end of that day, wherever the reader is.
          ...(expiresOn === '' ? {} : { expiresAt: new Date(`${expiresOn}T23:59:59`).toISOString() }),
        })
        isMade.current = true
        setMade(fresh)
      }}
      // The key follows in its place.
      onClose={() => isMade.current || props.onClose()}
    />
  )
}

function MadeKey(props: { name: string; secret: string; onClose(): void }) {
  const t = useTexts()
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<strong>{t('key.made', { name: props.name })}</strong>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <p style={{ marginTop: 0 }}>{t('key.made.text')}</p>
      <TextInput label={t('key.key')} value={props.secret} readOnly className="mono" data-autofocus />
      <CopyButton value={props.secret}>
        {({ copied, copy }) => (
          <Button mt="md" fullWidth onClick={copy}>
            {copied ? t('error.copied') : t('key.copy')}
          </Button>
        )}
      </CopyButton>
    </Modal>
  )
}

export function RevokeKeyDialog(props: { apiKey: Key; onClose(): void }) {
  const t = useTexts()
  const { apiKey } = props
  const revoke = useCommand(() =>
    api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: apiKey.id } } }),
  )
  return (
    <ConfirmDialog
      title={t('key.revoke')}
      text={t('key.revoke.text', { name: apiKey.name })}
      submit={t('key.revoke')}
      danger
      onConfirm={async () => {
        await revoke.mutateAsync(undefined)
        notify(t('key.revoked'))
      }}
      onClose={props.onClose}
    />
  )
}
