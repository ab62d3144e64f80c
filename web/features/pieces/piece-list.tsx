import { IconFingerprint } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { parseSearch } from '../../search.ts'
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
  return (
    <ListScreen<Row, typeof search>
      resource="serials.serial"
      path="/serials"
      title={t('nav.pieces')}
      actions={<RecallsButton />}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{
        state: search.state,
        productId: search.productId,
        ticketId: search.ticketId,
        lotId: search.lotId,
      }}
      columns={{
        serial: { width: 290, cell: (row) => <span className="mono">{row.serial}</span> },
        productName: { grow: true, cell: (row) => <ProductName id={row.productId} name={row.productName} /> },
        line: { phone: 'hide', width: 80 },
        state: {
          header: t('state.label'),
          phone: 'end',
          width: 140,
          cell: (row) => <PieceBadge state={row.state} />,
        },
      }}
      valueText={(field, value) =>
        field === 'state' && value in PIECE_STATES ? t(PIECE_STATES[value as Row['state']].text) : undefined
      }
      link={(row, children) => (
        <Link to="/pieces/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      searchLabel={t('piece.search')}
      nothing={t('piece.nothing.text')}
      filters={
        <FilterSelect
          label={t('state.label')}
          value={search.state}
          options={PIECE_STATE_KEYS.map((state) => ({ value: state, label: t(PIECE_STATES[state].text) }))}
          onChange={(state) => choose({ state })}
        />
      }
      empty={
        <EmptyState
          icon={<IconFingerprint size={32} stroke={1.25} />}
          title={t('piece.empty')}
          text={t('piece.empty.text')}
        />
      }
    />
  )
}
