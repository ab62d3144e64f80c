import { IconKey } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { KEY_STATES, type Key, NewKeyDialog, RevokeKeyDialog } from './key-dialogs.tsx'
import { PeopleNav } from './people-nav.tsx'

const STATE_KEYS = Object.keys(KEY_STATES) as (keyof typeof KEY_STATES)[]
const route = getRouteApi('/desk/people/api-keys')

export default function ApiKeyList(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const [isNew, setNew] = useState(false)
  const [revoked, setRevoked] = useState<Key>()
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
            cell: (row) => (
              <StateBadge tone={KEY_STATES[row.state].tone}>{t(KEY_STATES[row.state].text)}</StateBadge>
            ),
          },
        }}
        link={(row, children) => (
          <Link to="/people/api-keys/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
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
            options={STATE_KEYS.map((state) => ({ value: state, label: t(KEY_STATES[state].text) }))}
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
      {isNew ? <NewKeyDialog onClose={() => setNew(false)} /> : null}
      {revoked ? <RevokeKeyDialog apiKey={revoked} onClose={() => setRevoked(undefined)} /> : null}
    </>
  )
}
