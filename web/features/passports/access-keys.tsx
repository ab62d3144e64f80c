import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { TimeText } from '../../kit/format.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { GiveAccessDialog } from './give-access-dialog.tsx'

type Access = DataOf<'/api/v1/passport-access'>['items'][number]

/** The keys by which authorities read what passports tell them alone. */
export function AccessKeys() {
  const t = useTexts()
  const { can } = useSession()
  const [isGiving, setGiving] = useState(false)
  const [ending, setEnding] = useState<Access>()
  const keys = useQuery(read('/api/v1/passport-access'))
  const end = useCommand((id: string) =>
    api.POST('/api/v1/passport-access/{id}/end', { params: { path: { id } } }),
  )
  const columns: Column<Access>[] = [
    { key: 'name', header: t('access.name'), grow: true, cell: (key) => key.name },
    { key: 'state', header: t('access.state'), phone: 'end', cell: (key) => <AccessBadge access={key} /> },
    {
      key: 'piece',
      header: t('access.piece'),
      cell: (key) =>
        key.piece ? (
          <Link to="/pieces/$id" params={{ id: key.piece.id }} className="mono">
            {key.piece.serial}
          </Link>
        ) : (
          t('access.all')
        ),
    },
    { key: 'until', header: t('access.until'), cell: (key) => <TimeText value={key.expiresAt} /> },
    {
      key: 'uses',
      header: t('access.uses'),
      align: 'end',
      cell: (key) => <span className="numbers">{key.uses}</span>,
    },
    {
      key: 'actions',
      header: t('list.actions'),
      align: 'end',
      phone: 'actions',
      cell: (key) =>
        key.good && can('passports.access.end') ? (
          <ActionMenu
            compact
            label={t('access.of', { name: key.name })}
            actions={[
              {
                key: 'end',
                label: t('access.end'),
                action: { allowed: true },
                danger: true,
                onClick: () => setEnding(key),
              },
            ]}
          />
        ) : null,
    },
  ]
  const items = keys.data?.items ?? []
  return (
    <Section
      title={t('access.title')}
      flush
      actions={
        can('passports.access.give') ? (
          <NewButton label={t('access.give')} onClick={() => setGiving(true)} />
        ) : null
      }
    >
      <ErrorPanel error={keys.error} />
      {items.length === 0 && keys.isSuccess ? (
        <EmptyState title={t('access.none')} text={t('access.text')} />
      ) : (
        <DataTable
          label={t('access.title')}
          columns={columns}
          rows={items}
          rowKey={(key) => key.id}
          skeletons={keys.isPending ? 2 : 0}
        />
      )}
      {isGiving ? <GiveAccessDialog piece={null} onClose={() => setGiving(false)} /> : null}
      {ending ? (
        <ConfirmDialog
          title={t('access.end')}
          text={t('access.end.text', { name: ending.name })}
          submit={t('access.end')}
          danger
          onConfirm={async () => {
            await end.mutateAsync(ending.id)
            notify(t('done.saved'))
          }}
          onClose={() => setEnding(undefined)}
        />
      ) : null}
    </Section>
  )
}

function AccessBadge({ access }: { access: Access }) {
  const t = useTexts()
  if (access.good) return <StateBadge tone="good">{t('access.good')}</StateBadge>
  return <StateBadge tone="plain">{t(access.endedAt === null ? 'access.over' : 'access.ended')}</StateBadge>
}
