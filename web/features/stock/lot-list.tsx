import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { parseSearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { StockNav } from './stock-nav.tsx'

type Row = ItemOf<'/api/v1/lots'>
const route = getRouteApi('/desk/stock/lots')

export default function LotList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ListScreen<Row, typeof search>
      resource="inventory.lot"
      path="/lots"
      title={t('nav.stock')}
      label={t('stock.lots')}
      intro={<StockNav />}
      search={search}
      onSearch={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ productId: search.productId }}
      shown={['code', 'sku', 'receivedOn', 'note', 'onHand']}
      columns={{
        code: { header: t('stock.lot') },
        receivedOn: { header: t('lot.receivedOn') },
        note: { phone: 'hide', grow: true },
        onHand: { header: t('lot.left') },
      }}
      searchLabel={t('lot.search')}
      link={(row, children) => (
        <Link to="/stock/lots/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      empty={<EmptyState title={t('lot.empty')} text={t('lot.empty.text')} />}
    />
  )
}
