import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages, read } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, None, QuantityText, TimeText } from '../../kit/format.tsx'
import { FilterSelect, ListPage } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { STANDINGS } from './ticket-texts.ts'
import { TicketsNav } from './tickets-nav.tsx'

type Row = ItemOf<'/api/v1/work-in-process'>
const route = getRouteApi('/desk/work')

/** Where the unfinished pieces stand, and who is at them. */
export default function WorkPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { centre, state } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: { centre?: string | undefined; state?: typeof state }) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const centres = useQuery(read('/api/v1/work-centres', { query: { limit: 200, sort: 'code' } }))
  const work = useInfiniteQuery(pages('/api/v1/work-in-process', { query: { workCentreId: centre, state } }))
  const columns: Column<Row>[] = [
    {
      key: 'piece',
      header: t('token.piece'),
      cell: (row) => <span className="mono">{row.serial ?? row.tokenCode}</span>,
    },
    { key: 'product', header: t('piece.product'), grow: true, cell: (row) => nameIn(locale, row.product) },
    { key: 'task', header: t('routing.operation'), cell: (row) => nameIn(locale, row.task) },
    { key: 'centre', header: t('work.centre'), cell: (row) => nameIn(locale, row.workCentre) },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (row) => <QuantityText value={row.quantity} />,
    },
    { key: 'who', header: t('work.who'), cell: (row) => row.operator ?? <None /> },
    {
      key: 'since',
      header: t('account.since'),
      phone: 'hide',
      cell: (row) => <TimeText value={row.runningSince} />,
    },
    { key: 'due', header: t('ticket.dueOn'), cell: (row) => <DateText value={row.dueOn} /> },
    {
      key: 'state',
      header: t('state.label'),
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
  ]
  return (
    <ListPage
      title={t('work.title')}
      label={t('work.title')}
      intro={<TicketsNav />}
      columns={columns}
      query={work}
      rowKey={(row) => `${row.tokenId} ${row.task.code}`}
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
