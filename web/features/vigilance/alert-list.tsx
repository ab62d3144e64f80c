import { IconEye } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { TimeText } from '../../kit/format.tsx'
import { FilterSelect, ListPage } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ALERT_STATE_KEYS, ALERT_STATES, DETECTOR_KEYS, DETECTORS } from './vigilance-texts.ts'
import { WatchNav } from './watch-nav.tsx'

type Row = ItemOf<'/api/v1/scan-alerts'>
const route = getRouteApi('/desk/watch/alerts')

export default function AlertList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const alerts = useInfiniteQuery(pages('/api/v1/scan-alerts', { query: search }))
  const columns: Column<Row>[] = [
    { key: 'what', header: t('watch.what'), cell: (row) => t(DETECTORS[row.detector].text) },
    {
      key: 'piece',
      header: t('piece.serial'),
      grow: true,
      cell: (row) => (row.piece ? <span className="mono">{row.piece.serial}</span> : t('watch.noPiece')),
    },
    { key: 'last', header: t('watch.last'), cell: (row) => <TimeText value={row.lastAt} /> },
    { key: 'score', header: t('watch.score'), align: 'end', cell: (row) => `${row.score.toFixed(1)}×` },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={ALERT_STATES[row.state].tone}>{t(ALERT_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <ListPage
      title={t('watch.title')}
      label={t('watch.alerts')}
      intro={<WatchNav />}
      columns={columns}
      query={alerts}
      link={(row, children) => (
        <Link to="/watch/alerts/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <FilterSelect
            label={t('state.label')}
            value={search.state}
            options={ALERT_STATE_KEYS.map((state) => ({ value: state, label: t(ALERT_STATES[state].text) }))}
            onChange={(state) => choose({ state })}
          />
          <FilterSelect
            label={t('watch.what')}
            value={search.detector}
            options={DETECTOR_KEYS.map((key) => ({ value: key, label: t(DETECTORS[key].text) }))}
            onChange={(detector) => choose({ detector })}
          />
        </>
      }
      empty={
        <EmptyState
          icon={<IconEye size={32} stroke={1.25} />}
          title={t('watch.empty')}
          text={t('watch.empty.text')}
        />
      }
    />
  )
}
