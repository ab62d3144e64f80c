import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { TimeText, useFormat } from '../../kit/format.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { RECALL_STATES } from './recall-texts.ts'

type Row = ItemOf<'/api/v1/recalls'>

export default function RecallList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  const recalls = useInfiniteQuery(pages('/api/v1/recalls'))
  const columns: Column<Row>[] = [
    { key: 'number', header: t('recall.number'), cell: (row) => <span className="mono">{row.number}</span> },
    { key: 'reason', header: t('form.reason'), grow: true, cell: (row) => row.reason },
    { key: 'started', header: t('recall.started'), cell: (row) => <TimeText value={row.startedAt} /> },
    { key: 'pieces', header: t('nav.pieces'), align: 'end', cell: (row) => format.count(row.pieces) },
    {
      key: 'told',
      header: t('recall.told'),
      align: 'end',
      phone: 'hide',
      cell: (row) => t('recall.told.of', { told: format.count(row.told), people: format.count(row.people) }),
    },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={RECALL_STATES[row.state].tone}>{t(RECALL_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <ListPage
      title={t('recall.all')}
      label={t('recall.all')}
      columns={columns}
      query={recalls}
      actions={
        can('ownership.recall') ? (
          <Button renderRoot={(props) => <Link {...props} to="/recalls/new" />}>{t('recall.new')}</Button>
        ) : null
      }
      link={(row, children) => (
        <Link to="/recalls/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      empty={
        <EmptyState
          icon={<IconAlertTriangle size={32} stroke={1.25} />}
          title={t('recall.empty')}
          text={t('recall.empty.text')}
        />
      }
    />
  )
}
