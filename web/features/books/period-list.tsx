import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, pages, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useFormat } from '../../kit/format.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'

type Row = ItemOf<'/api/v1/fiscal-periods'>

export default function PeriodList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const [chosen, setChosen] = useState<Row>()
  const periods = useInfiniteQuery(pages('/api/v1/fiscal-periods', {}))
  const lock = useCommand(({ month, reason }: { month: string; reason: string }) =>
    api.POST('/api/v1/fiscal-periods/{month}/lock', { params: { path: { month } }, body: { reason } }),
  )
  const unlock = useCommand(({ month, reason }: { month: string; reason: string }) =>
    api.POST('/api/v1/fiscal-periods/{month}/unlock', { params: { path: { month } }, body: { reason } }),
  )
  const columns: Column<Row>[] = [
    { key: 'month', header: t('period.month'), grow: true, cell: (row) => format.month(row.startsOn) },
    {
      key: 'entries',
      header: t('period.entries'),
      align: 'end',
      cell: (row) => <span className="numbers">{format.count(row.entries)}</span>,
    },
    { key: 'by', header: t('period.lockedBy'), phone: 'hide', cell: (row) => row.lockedBy ?? '' },
    { key: 'reason', header: t('form.reason'), phone: 'hide', cell: (row) => row.reason ?? '' },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={row.state === 'locked' ? 'plain' : 'good'}>
          {t(row.state === 'locked' ? 'period.locked' : 'period.open')}
        </StateBadge>
      ),
    },
    {
      key: 'action',
      header: '',
      align: 'end',
      cell: (row) => (
        <ActionButton
          size="compact-sm"
          variant="default"
          action={row.state === 'locked' ? row.actions.unlock : row.actions.lock}
          onClick={() => setChosen(row)}
        >
          {t(row.state === 'locked' ? 'period.unlock' : 'period.lock')}
        </ActionButton>
      ),
    },
  ]
  return (
    <>
      <ListPage
        title={t('nav.books')}
        label={t('books.periods')}
        intro={<BooksNav />}
        columns={columns}
        query={periods}
        rowKey={(row) => row.month}
        empty={<EmptyState title={t('list.nothing')} text={t('period.empty')} />}
      />
      {chosen ? (
        <ConfirmDialog
          title={t(chosen.state === 'locked' ? 'period.unlockOf' : 'period.lockOf', {
            month: format.month(chosen.startsOn),
          })}
          text={t(chosen.state === 'locked' ? 'period.unlock.text' : 'period.lock.text')}
          submit={t(chosen.state === 'locked' ? 'period.unlock' : 'period.lock')}
          reason="required"
          onConfirm={async (reason = '') => {
            await (chosen.state === 'locked' ? unlock : lock).mutateAsync({ month: chosen.month, reason })
            notify(t('done.saved'))
          }}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </>
  )
}
