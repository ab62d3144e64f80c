import { IconEye } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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
  return (
    <ListScreen<Row, typeof search>
      resource="vigilance.alert"
      path="/scan-alerts"
      title={t('watch.title')}
      label={t('watch.alerts')}
      intro={<WatchNav />}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ state: search.state, detector: search.detector }}
      columns={{
        detector: { width: 210, cell: (row) => t(DETECTORS[row.detector].text) },
        'piece.serial': {
          width: 280,
          grow: true,
          cell: (row) => (row.piece ? <span className="mono">{row.piece.serial}</span> : t('watch.noPiece')),
        },
        score: { width: 140, cell: (row) => `${row.score.toFixed(1)}×` },
        state: {
          phone: 'end',
          cell: (row) => (
            <StateBadge tone={ALERT_STATES[row.state].tone}>{t(ALERT_STATES[row.state].text)}</StateBadge>
          ),
        },
      }}
      valueText={(field, value) =>
        field === 'detector' && value in DETECTORS
          ? t(DETECTORS[value as Row['detector']].text)
          : field === 'state' && value in ALERT_STATES
            ? t(ALERT_STATES[value as Row['state']].text)
            : undefined
      }
      searchLabel={t('watch.search')}
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
