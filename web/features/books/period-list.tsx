import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useFormat } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { notify } from '../../kit/notify.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'

type Row = ItemOf<'/api/v1/fiscal-periods'>
const route = getRouteApi('/desk/books/periods')

export default function PeriodList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const [chosen, setChosen] = useState<Row>()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const lock = useCommand(({ month, reason }: { month: string; reason: string }) =>
    api.POST('/api/v1/fiscal-periods/{month}/lock', { params: { path: { month } }, body: { reason } }),
  )
  const unlock = useCommand(({ month, reason }: { month: string; reason: string }) =>
    api.POST('/api/v1/fiscal-periods/{month}/unlock', { params: { path: { month } }, body: { reason } }),
  )
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="accounting.period"
        path="/fiscal-periods"
        title={t('nav.books')}
        label={t('books.periods')}
        intro={<BooksNav />}
        search={search}
        onSearch={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        columns={{
          startsOn: { width: 180, grow: true, cell: (row) => format.month(row.startsOn) },
          entries: {
            cell: (row) => (
              <Link
                to="/books"
                search={{ from: row.startsOn, to: row.endsOn }}
                title={t('period.entriesOf', { month: format.month(row.startsOn) })}
              >
                <span className="numbers">{format.count(row.entries)}</span>
              </Link>
            ),
          },
          lockedBy: { width: 160, phone: 'hide' },
          reason: { width: 240, phone: 'hide' },
          state: {
            width: 120,
            phone: 'end',
            cell: (row) => (
              <StateBadge tone={row.state === 'locked' ? 'plain' : 'good'}>
                {t(row.state === 'locked' ? 'period.locked' : 'period.open')}
              </StateBadge>
            ),
          },
        }}
        valueText={(field, value) =>
          field === 'state' ? t(value === 'locked' ? 'period.locked' : 'period.open') : undefined
        }
        rowActions={(row) => (
          <ActionButton
            size="compact-sm"
            variant="default"
            action={row.state === 'locked' ? row.actions.unlock : row.actions.lock}
            onClick={() => setChosen(row)}
          >
            {t(row.state === 'locked' ? 'period.unlock' : 'period.lock')}
          </ActionButton>
        )}
        rowActionsWidth={130}
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
