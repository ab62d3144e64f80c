import { IconFingerprint } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { RecallsButton } from '../ownership/recalls-button.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { PieceBadge } from './piece-badge.tsx'
import { PIECE_STATE_KEYS, PIECE_STATES } from './piece-texts.ts'

type Row = ItemOf<'/api/v1/serials'>
const route = getRouteApi('/desk/pieces')

export default function PieceList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const pieces = useInfiniteQuery(pages('/api/v1/serials', { query: search }))
  const columns: Column<Row>[] = [
    { key: 'serial', header: t('piece.serial'), cell: (row) => <span className="mono">{row.serial}</span> },
    {
      key: 'product',
      header: t('piece.product'),
      grow: true,
      cell: (row) => <ProductName id={row.productId} name={row.productName} />,
    },
    { key: 'line', header: t('product.line'), phone: 'hide', cell: (row) => row.line },
    { key: 'day', header: t('piece.issuedOn'), cell: (row) => <DateText value={row.day} /> },
    { key: 'made', header: t('piece.madeOn'), cell: (row) => <DateText value={row.madeOn} /> },
    { key: 'state', header: t('state.label'), phone: 'end', cell: (row) => <PieceBadge state={row.state} /> },
  ]
  return (
    <ListPage
      title={t('nav.pieces')}
      label={t('nav.pieces')}
      actions={<RecallsButton />}
      columns={columns}
      query={pieces}
      link={(row, children) => (
        <Link to="/pieces/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <SearchField label={t('piece.search')} value={search.q} onChange={(q) => choose({ q })} />
          <FilterSelect
            label={t('state.label')}
            value={search.state}
            options={PIECE_STATE_KEYS.map((state) => ({ value: state, label: t(PIECE_STATES[state].text) }))}
            onChange={(state) => choose({ state })}
          />
        </>
      }
      empty={
        Object.keys(search).length > 0 ? (
          <EmptyState title={t('list.nothing')} text={t('piece.nothing.text')} />
        ) : (
          <EmptyState
            icon={<IconFingerprint size={32} stroke={1.25} />}
            title={t('piece.empty')}
            text={t('piece.empty.text')}
          />
        )
      }
    />
  )
}
