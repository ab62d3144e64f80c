import { IconShoppingBag } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MoneyText, TimeText } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ORDER_STATE_KEYS, ORDER_STATES } from './order-texts.ts'

type Row = ItemOf<'/api/v1/orders'>
const route = getRouteApi('/desk/orders')

export default function OrderList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const orders = useInfiniteQuery(pages('/api/v1/orders', { query: search }))
  const columns: Column<Row>[] = [
    { key: 'number', header: t('order.number'), cell: (row) => <span className="mono">{row.number}</span> },
    { key: 'name', header: t('order.buyer'), grow: true, cell: (row) => row.name },
    { key: 'at', header: t('order.placedAt'), cell: (row) => <TimeText value={row.placedAt} /> },
    { key: 'total', header: t('order.total'), align: 'end', cell: (row) => <MoneyText value={row.total} /> },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={ORDER_STATES[row.state].tone}>{t(ORDER_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <ListPage
      title={t('nav.orders')}
      label={t('nav.orders')}
      columns={columns}
      query={orders}
      link={(row, children) => (
        <Link to="/orders/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <SearchField label={t('order.search')} value={search.q} onChange={(q) => choose({ q })} />
          <FilterSelect
            label={t('state.label')}
            value={search.state}
            options={ORDER_STATE_KEYS.map((state) => ({ value: state, label: t(ORDER_STATES[state].text) }))}
            onChange={(state) => choose({ state })}
          />
        </>
      }
      empty={
        Object.keys(search).length > 0 ? (
          <EmptyState title={t('list.nothing')} text={t('list.nothing.text')} />
        ) : (
          <EmptyState
            icon={<IconShoppingBag size={32} stroke={1.25} />}
            title={t('order.empty')}
            text={t('order.empty.text')}
          />
        )
      }
    />
  )
}
