import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useFormat } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { RECALL_STATES } from './recall-texts.ts'

type Row = ItemOf<'/api/v1/recalls'>
const route = getRouteApi('/desk/recalls')

export default function RecallList(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ListScreen<Row, typeof search>
      resource="ownership.recall"
      path="/recalls"
      title={t('recall.all')}
      search={search}
      onSearch={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      columns={{
        reason: { width: 280, grow: true },
        startedAt: { width: 160 },
        pieces: { width: 110, cell: (row) => format.count(row.pieces) },
        told: {
          width: 140,
          phone: 'hide',
          cell: (row) =>
            t('recall.told.of', { told: format.count(row.told), people: format.count(row.people) }),
        },
        state: {
          phone: 'end',
          cell: (row) => (
            <StateBadge tone={RECALL_STATES[row.state].tone}>{t(RECALL_STATES[row.state].text)}</StateBadge>
          ),
        },
      }}
      valueText={(field, value) =>
        field === 'state' && value in RECALL_STATES ? t(RECALL_STATES[value as Row['state']].text) : undefined
      }
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
