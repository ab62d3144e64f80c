import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, read } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { STANDINGS } from './ticket-texts.ts'
import { TicketsNav } from './tickets-nav.tsx'

type Row = ItemOf<'/api/v1/work-in-process'>
const route = getRouteApi('/desk/work')

/** Where the unfinished pieces stand, and who is at them. */
export default function WorkPage(): ReactNode {
  const { t, locale } = useLanguage()
  const search = route.useSearch()
  const { centre, state } = search
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const centres = useQuery(read('/api/v1/work-centres', { query: { limit: 200, sort: 'code' } }))
  return (
    <ListScreen<Row, typeof search>
      resource="manufacturing.work_in_process"
      path="/work-in-process"
      title={t('work.title')}
      intro={<TicketsNav />}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ workCentreId: centre, state }}
      columns={{
        tokenCode: {
          header: t('token.piece'),
          width: 288,
          cell: (row) => <span className="mono">{row.serial ?? row.tokenCode}</span>,
        },
        'product.name': { width: 110, grow: true, cell: (row) => nameIn(locale, row.product) },
        'task.name': { width: 124, cell: (row) => nameIn(locale, row.task) },
        'workCentre.name': { width: 158, cell: (row) => nameIn(locale, row.workCentre) },
        quantity: { width: 76 },
        operator: { width: 136 },
        dueOn: { width: 112 },
        state: {
          width: 132,
          phone: 'end',
          cell: (row) => (
            <span className="nowrap">
              <StateBadge tone={STANDINGS[row.state].tone}>{t(STANDINGS[row.state].text)}</StateBadge>
              {row.held ? (
                <>
                  {' '}
                  <StateBadge tone="warning">{t('work.held')}</StateBadge>
                </>
              ) : null}
            </span>
          ),
        },
      }}
      valueText={(field, value) =>
        field === 'state' && value in STANDINGS ? t(STANDINGS[value as Row['state']].text) : undefined
      }
      link={(row, children) => (
        <Link to="/work/$code" params={{ code: row.tokenCode }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <FilterSelect
            label={t('work.centre')}
            value={centre}
            options={(centres.data?.items ?? []).map((one) => ({
              value: one.id,
              label: nameIn(locale, one),
            }))}
            onChange={(chosen) => choose({ centre: chosen })}
          />
          <FilterSelect
            label={t('work.state')}
            value={state}
            options={(['running', 'paused', 'ready'] as const).map((key) => ({
              value: key,
              label: t(STANDINGS[key].text),
            }))}
            onChange={(chosen) => choose({ state: chosen })}
          />
        </>
      }
      empty={<EmptyState title={t('work.empty')} text={t('work.empty.text')} />}
    />
  )
}
