import { Button, CopyButton, Modal, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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

const STATE_KEYS = Object.keys(STATES) as (keyof typeof STATES)[]
const route = getRouteApi('/desk/people/api-keys')

export default function ApiKeyList(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const [isNew, setNew] = useState(false)
  const [made, setMade] = useState<{ name: string; key: string }>()
  const [revoked, setRevoked] = useState<Key>()
  const create = useCommand((body: { name: string; scopes: string[]; expiresAt?: string }) =>
    api.POST('/api/v1/api-keys', { body }),
  )
  const revoke = useCommand((id: string) => api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } }))
  return (
    <>
      <ListScreen<Key, typeof search>
        resource="identity.api_key"
        path="/api-keys"
        title={t('nav.people')}
        label={t('people.apiKeys')}
        intro={<PeopleNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ state: search.state }}
        columns={{
          name: { grow: true, width: 160, cell: (row) => row.name },
          prefix: {
            header: t('key.prefix'),
            width: 150,
            cell: (row) => <span className="mono">{row.prefix}…</span>,
          },
          scopes: {
            header: t('role.may'),
            phone: 'hide',
            cell: (row) => <span className="mono">{row.scopes.join(', ')}</span>,
          },
          createdAt: { header: t('key.createdAt') },
          expiresAt: {
            header: t('key.expiresAt'),
            width: 130,
            cell: (row) => <DateText value={row.expiresAt} />,
          },
          state: {
            header: t('state.label'),
            phone: 'end',
            cell: (row) => <StateBadge tone={STATES[row.state].tone}>{t(STATES[row.state].text)}</StateBadge>,
          },
        }}
        rowActions={(row) =>
          row.state === 'revoked' ? null : (
            <ActionMenu
              compact
              label={t('people.changeOf', { name: row.name })}
              actions={[
                {
                  key: 'revoke',
                  label: t('key.revoke'),
                  danger: true,
                  action: row.actions.revoke,
                  onClick: () => setRevoked(row),
                },
              ]}
            />
          )
        }
        actions={
          can('identity.api_key.create') ? (
            <NewButton label={t('key.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <FilterSelect
            label={t('state.label')}
            value={search.state}
            options={STATE_KEYS.map((state) => ({ value: state, label: t(STATES[state].text) }))}
            onChange={(state) => choose({ state })}
          />
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
