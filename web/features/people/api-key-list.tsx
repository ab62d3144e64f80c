import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, pages, useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, TimeText } from '../../kit/format.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import { PeopleNav } from './people-nav.tsx'
import { PermissionPicker } from './permission-picker.tsx'

type Key = ItemOf<'/api/v1/api-keys'>

const STATES = {
  active: { text: 'key.state.active', tone: 'good' },
  revoked: { text: 'key.state.revoked', tone: 'plain' },
  expired: { text: 'key.state.expired', tone: 'plain' },
} as const satisfies Record<Key['state'], { text: PlainKey; tone: Tone }>

export default function ApiKeyList(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const keys = useInfiniteQuery(pages('/api/v1/api-keys', {}))
  const [isNew, setNew] = useState(false)
  const [made, setMade] = useState<{ name: string; key: string }>()
  const [revoked, setRevoked] = useState<Key>()
  const create = useCommand((body: { name: string; scopes: string[]; expiresAt?: string }) =>
    api.POST('/api/v1/api-keys', { body }),
  )
  const revoke = useCommand((id: string) => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
  const columns: Column<Key>[] = [
    { key: 'name', header: t('account.name'), cell: (row) => row.name },
    { key: 'prefix', header: t('key.prefix'), cell: (row) => <span className="mono">{row.prefix}…</span> },
    {
      key: 'scopes',
      header: t('role.may'),
      grow: true,
      phone: 'hide',
      cell: (row) => (
        <span className="mono wrap" style={{ color: 'var(--muted)', overflowWrap: 'anywhere' }}>
          {row.scopes.join(', ')}
        </span>
      ),
    },
    { key: 'created', header: t('key.createdAt'), cell: (row) => <TimeText value={row.createdAt} /> },
    { key: 'expires', header: t('key.expiresAt'), cell: (row) => <DateText value={row.expiresAt} /> },
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
        row.state === 'active' && can('identity.api_key.revoke') ? (
          <Button size="compact-sm" variant="default" onClick={() => setRevoked(row)}>
            {t('key.revoke')}
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <ListPage
        title={t('nav.people')}
        label={t('people.apiKeys')}
        intro={<PeopleNav />}
        columns={columns}
        query={keys}
        actions={
          can('identity.api_key.create') ? (
            <NewButton label={t('key.new')} onClick={() => setNew(true)} />
          ) : null
        }
        empty={
          <EmptyState
            icon={<IconKey size={32} stroke={1.25} />}
            title={t('key.empty')}
            text={t('key.empty.text')}
          />
        }
      />
      {isNew ? (
        <CommandDialog
          large
          title={t('key.new')}
          text={t('key.new.text')}
          submit={t('key.create')}
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
            <PermissionPicker value={values.scopes} onChange={(scopes) => change({ ...values, scopes })} />
          )}
          onSubmit={async ({ name, expiresOn, scopes }) => {
            const fresh = await create.mutateAsync({
              name: name.trim(),
              scopes,
              // The end of that day, wherever the reader is.
              ...(expiresOn === '' ? {} : { expiresAt: new Date(`${expiresOn}T23:59:59`).toISOString() }),
            })
            setMade(fresh)
          }}
          onClose={() => setNew(false)}
        />
      ) : null}
      {made ? (
        <Modal
          opened
          onClose={() => setMade(undefined)}
          title={<strong>{t('key.made', { name: made.name })}</strong>}
          closeButtonProps={{ 'aria-label': t('action.close') }}
        >
          <p style={{ marginTop: 0 }}>{t('key.made.text')}</p>
          <TextInput label={t('key.key')} value={made.key} readOnly className="mono" data-autofocus />
          <CopyButton value={made.key}>
            {({ copied, copy }) => (
              <Button mt="md" fullWidth onClick={copy}>
                {copied ? t('error.copied') : t('key.copy')}
              </Button>
            )}
          </CopyButton>
        </Modal>
      ) : null}
      {revoked ? (
        <ConfirmDialog
          title={t('key.revoke')}
          text={t('key.revoke.text', { name: revoked.name })}
          submit={t('key.revoke')}
          danger
          onConfirm={async () => {
            await revoke.mutateAsync(revoked.id)
            notify(t('key.revoked'))
          }}
          onClose={() => setRevoked(undefined)}
        />
      ) : null}
    </>
  )
}
