import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ConsentBadge } from './consent-badge.tsx'

type Maker = DataOf<'/api/v1/passport-makers'>['items'][number]

/** Who works here, and what each of them said about being named in public. */
export function Makers() {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<{ maker: Maker; given: boolean }>()
  const makers = useQuery(read('/api/v1/passport-makers'))
  const columns: Column<Maker>[] = [
    { key: 'name', header: t('account.name'), grow: true, cell: (maker) => maker.name },
    {
      key: 'state',
      header: t('consent.state'),
      phone: 'end',
      cell: (maker) => <ConsentBadge given={maker.given} />,
    },
    { key: 'public', header: t('consent.publicName'), cell: (maker) => maker.publicName ?? <None /> },
    { key: 'at', header: t('consent.since'), cell: (maker) => <TimeText value={maker.at} /> },
    { key: 'by', header: t('consent.recordedBy'), cell: (maker) => maker.recordedBy ?? <None /> },
    {
      key: 'actions',
      header: t('list.actions'),
      align: 'end',
      phone: 'actions',
      cell: (maker) =>
        can('passports.consent.record') ? (
          <ActionMenu
            compact
            label={t('consent.of', { name: maker.name })}
            actions={[
              {
                key: 'record',
                label: t(maker.given ? 'consent.recordTakenBack' : 'consent.recordGiven'),
                action: { allowed: true },
                onClick: () => setOpen({ maker, given: !maker.given }),
              },
            ]}
          />
        ) : null,
    },
  ]
  const items = makers.data?.items ?? []
  return (
    <Section title={t('consent.title')} flush>
      <ErrorPanel error={makers.error} />
      {items.length === 0 && makers.isSuccess ? (
        <EmptyState title={t('consent.none')} text={t('consent.own.text')} />
      ) : (
        <DataTable
          label={t('consent.title')}
          columns={columns}
          rows={items}
          rowKey={(maker) => maker.operatorId}
          skeletons={makers.isPending ? 3 : 0}
        />
      )}
      {open ? <RecordDialog {...open} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  )
}

/** What somebody said on paper or aloud, recorded by another. */
function RecordDialog({ maker, given, onClose }: { maker: Maker; given: boolean; onClose(): void }) {
  const t = useTexts()
  const record = useCommand((name: string) =>
    api.POST('/api/v1/passport-consents', { body: { operatorId: maker.operatorId, name, given } }),
  )
  return (
    <CommandDialog
      title={t(given ? 'consent.recordGiven' : 'consent.recordTakenBack')}
      text={t(given ? 'consent.record.text' : 'consent.withdraw.text')}
      submit={t('action.save')}
      operation="passports.consent.record"
      initial={{ name: maker.publicName ?? maker.name }}
      fields={[
        {
          kind: 'text',
          name: 'name',
          label: t('consent.publicName'),
          hint: t('consent.publicName.hint'),
          required: true,
          when: () => given,
        },
      ]}
      onSubmit={async ({ name }) => {
        await record.mutateAsync(name.trim())
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}
