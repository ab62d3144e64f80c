import { IconArrowRight } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MoneyText, QuantityText, TimeText } from '../../kit/format.tsx'
import { FilterSelect, ListPage } from '../../kit/list-page.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { StockNav } from './stock-nav.tsx'
import { MOVE_KIND_KEYS, moveKind } from './stock-texts.ts'

type Row = ItemOf<'/api/v1/stock/moves'>
const route = getRouteApi('/desk/stock/moves')

export default function MoveList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const moves = useInfiniteQuery(pages('/api/v1/stock/moves', { query: search }))
  const columns: Column<Row>[] = [
    {
      key: 'sku',
      header: t('product.sku'),
      cell: (row) => (
        <SourceLink entity="product" id={row.productId} label={<span className="mono">{row.sku}</span>} />
      ),
    },
    {
      key: 'kind',
      header: t('move.kind'),
      phone: 'end',
      cell: (row) => (
        <SourceLink
          entity={row.source?.entity ?? ''}
          id={row.source?.id}
          label={<span className="nowrap">{moveKind(t, row.kind)}</span>}
        />
      ),
    },
    {
      key: 'way',
      header: t('move.way'),
      cell: (row) => (
        <span className="nowrap">
          {row.from} <IconArrowRight size={14} aria-label={t('move.to')} style={{ verticalAlign: '-2px' }} />{' '}
          {row.to}
        </span>
      ),
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (row) => <QuantityText value={row.quantity} unit={row.unit} />,
    },
    { key: 'value', header: t('stock.value'), align: 'end', cell: (row) => <MoneyText value={row.value} /> },
    {
      key: 'reason',
      header: t('form.note'),
      phone: 'hide',
      grow: true,
      cell: (row) => row.reason ?? row.lot ?? '',
    },
    { key: 'at', header: t('audit.when'), align: 'end', cell: (row) => <TimeText value={row.at} /> },
  ]
  return (
    <ListPage
      title={t('nav.stock')}
      label={t('stock.moves')}
      intro={<StockNav />}
      columns={columns}
      query={moves}
      filters={
        <FilterSelect
          label={t('move.kind')}
          value={search.kind}
          options={MOVE_KIND_KEYS.map((kind) => ({ value: kind, label: moveKind(t, kind) }))}
          onChange={(kind) => void navigate({ search: (before) => ({ ...before, kind }), replace: true })}
        />
      }
      empty={<EmptyState title={t('list.nothing')} text={t('stock.moves.empty')} />}
    />
  )
}
