import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { parseSearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { StockNav } from './stock-nav.tsx'
import { MOVE_KIND_KEYS, moveKind } from './stock-texts.ts'

type Row = ItemOf<'/api/v1/stock/moves'>
const route = getRouteApi('/desk/stock/moves')

export default function MoveList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ListScreen<Row, typeof search>
      resource="inventory.move"
      path="/stock/moves"
      title={t('nav.stock')}
      label={t('stock.moves')}
      intro={<StockNav />}
      search={search}
      onSearch={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{
        kind: search.kind,
        productId: search.productId,
        locationId: search.locationId,
        lotId: search.lotId,
        serialId: search.serialId,
        ticketId: search.ticketId,
        from: search.from,
        to: search.to,
      }}
      shown={['sku', 'kind', 'from', 'to', 'quantity', 'value', 'reason', 'at']}
      columns={{
        sku: {
          cell: (row) => (
            <SourceLink entity="product" id={row.productId} label={<span className="mono">{row.sku}</span>} />
          ),
        },
        kind: {
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
        from: { width: 110 },
        to: { width: 110 },
        value: { header: t('stock.value') },
        reason: { phone: 'hide', grow: true, cell: (row) => row.reason ?? row.lot ?? '' },
        at: { header: t('audit.when'), align: 'end' },
      }}
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
