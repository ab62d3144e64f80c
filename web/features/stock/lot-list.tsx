import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, QuantityText } from '../../kit/format.tsx'
import { ListPage, SearchField } from '../../kit/list-page.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { StockNav } from './stock-nav.tsx'

type Row = ItemOf<'/api/v1/lots'>
const route = getRouteApi('/desk/stock/lots')

export default function LotList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const lots = useInfiniteQuery(pages('/api/v1/lots', { query: search }))
  const columns: Column<Row>[] = [
    { key: 'code', header: t('stock.lot'), cell: (row) => <span className="mono">{row.code}</span> },
    { key: 'sku', header: t('product.sku'), cell: (row) => <span className="mono">{row.sku}</span> },
    { key: 'received', header: t('lot.receivedOn'), cell: (row) => <DateText value={row.receivedOn} /> },
    { key: 'note', header: t('form.note'), phone: 'hide', grow: true, cell: (row) => row.note ?? '' },
    {
      key: 'left',
      header: t('lot.left'),
      align: 'end',
      cell: (row) => <QuantityText value={row.onHand} unit={row.unit} />,
    },
  ]
  return (
    <ListPage
      title={t('nav.stock')}
      label={t('stock.lots')}
      intro={<StockNav />}
      columns={columns}
      query={lots}
      link={(row, children) => (
        <Link to="/stock/moves" search={{ lotId: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <SearchField
          label={t('lot.search')}
          value={search.q}
          onChange={(q) => void navigate({ search: (before) => ({ ...before, q }), replace: true })}
        />
      }
      empty={<EmptyState title={t('lot.empty')} text={t('lot.empty.text')} />}
    />
  )
}
