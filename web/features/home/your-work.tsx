import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { DateText } from '../../kit/format.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { TASK_STATES } from '../tickets/ticket-texts.ts'

type Work = DataOf<'/api/v1/work'>['running'][number]

/** What the person runs or paused: nobody else sees it here, and who does neither sees nothing. */
export function YourWork() {
  const { t, locale } = useLanguage()
  const work = useQuery(read('/api/v1/work', { query: { limit: 10 } }))
  const rows = [...(work.data?.running ?? []), ...(work.data?.paused ?? [])]
  if (rows.length === 0) return null
  const columns: Column<Work>[] = [
    {
      key: 'task',
      header: t('routing.operation'),
      cell: (row) => (locale === 'th' && row.taskNameTh) || row.taskName,
    },
    {
      key: 'piece',
      header: t('token.piece'),
      grow: true,
      cell: (row) => <span className="mono">{row.serial ?? row.tokenCode}</span>,
    },
    {
      key: 'product',
      header: t('piece.product'),
      cell: (row) => (locale === 'th' && row.productNameTh) || row.productName,
    },
    { key: 'due', header: t('ticket.dueOn'), cell: (row) => <DateText value={row.dueOn} /> },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={TASK_STATES[row.state].tone}>{t(TASK_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <Section title={t('home.yourWork')} flush>
      <DataTable
        label={t('home.yourWork')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.tokenId} ${row.taskCode}`}
        link={(row, children) => (
          <Link to="/work/$code" params={{ code: row.tokenCode }}>
            {children}
          </Link>
        )}
      />
    </Section>
  )
}
