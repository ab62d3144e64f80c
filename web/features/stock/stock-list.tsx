import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, read } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { None, QuantityText, unitName } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { KIND_TEXTS, nameIn, PRODUCT_KINDS } from '../products/product-texts.ts'
import { AdjustDialog, ReceiveDialog, TransferDialog } from './stock-dialogs.tsx'
import { StockNav } from './stock-nav.tsx'
import { LOCATION_KINDS } from './stock-texts.ts'

type Row = ItemOf<'/api/v1/stock'>
const route = getRouteApi('/desk/stock')

export default function StockList(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const [open, setOpen] = useState<'receive' | 'transfer' | 'adjust'>()
  const close = () => setOpen(undefined)
  const locations = useQuery(read('/api/v1/locations', { query: { physical: 'true', limit: 200 } }))
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="inventory.stock"
        path="/stock"
        title={t('nav.stock')}
        label={t('stock.levels')}
        intro={<StockNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ productKind: search.productKind, locationId: search.locationId, empty: search.empty }}
        columns={{
          name: {
            header: t('product.name'),
            grow: true,
            width: 220,
            cell: (row) => <ProductName id={row.productId} name={nameIn(locale, row)} />,
          },
          location: {
            header: t('stock.place'),
            cell: (row) => <span className="mono">{row.location}</span>,
          },
          lot: {
            phone: 'hide',
            cell: (row) =>
              row.lotId && row.lot ? (
                <Link to="/stock/lots/$id" params={{ id: row.lotId }} className="mono">
                  {row.lot}
                </Link>
              ) : (
                <None />
              ),
          },
          // The unit stands with what is on hand.
          reserved: {
            cell: (row) => (row.reserved === '0' ? <None /> : <QuantityText value={row.reserved} />),
          },
          available: { cell: (row) => <QuantityText value={row.available} /> },
          productKind: { cell: (row) => t(KIND_TEXTS[row.productKind]) },
          locationKind: { cell: (row) => t(LOCATION_KINDS[row.locationKind]) },
          unit: { cell: (row) => unitName(t, row.unit) },
        }}
        valueText={(field, value) => {
          if (field === 'productKind' && value in KIND_TEXTS)
            return t(KIND_TEXTS[value as Row['productKind']])
          if (field === 'locationKind' && value in LOCATION_KINDS)
            return t(LOCATION_KINDS[value as Row['locationKind']])
          return field === 'unit' ? unitName(t, value) : undefined
        }}
        link={(row, children) => (
          <Link to="/products/$id" params={{ id: row.productId }}>
            {children}
          </Link>
        )}
        searchLabel={t('stock.search')}
        actions={
          <>
            {can('inventory.stock.receive') ? (
              <Button onClick={() => setOpen('receive')}>{t('stock.receive')}</Button>
            ) : null}
            {can('inventory.stock.transfer') ? (
              <Button variant="default" onClick={() => setOpen('transfer')}>
                {t('stock.transfer')}
              </Button>
            ) : null}
            {can('inventory.stock.adjust') ? (
              <Button variant="default" onClick={() => setOpen('adjust')}>
                {t('stock.adjust')}
              </Button>
            ) : null}
          </>
        }
        filters={
          <>
            <FilterSelect
              label={t('product.kind')}
              value={search.productKind}
              options={PRODUCT_KINDS.filter((kind) => kind !== 'service').map((kind) => ({
                value: kind,
                label: t(KIND_TEXTS[kind]),
              }))}
              onChange={(productKind) => choose({ productKind })}
            />
            <FilterSelect
              label={t('stock.place')}
              value={search.locationId}
              options={(locations.data?.items ?? []).map((location) => ({
                value: location.id,
                label: `${location.code} · ${nameIn(locale, location)}`,
              }))}
              onChange={(locationId) => choose({ locationId })}
            />
            <FilterSelect
              label={t('stock.left')}
              none={t('stock.left.some')}
              value={search.empty}
              options={[{ value: 'true', label: t('stock.left.any') }]}
              onChange={(empty) => choose({ empty })}
            />
          </>
        }
        empty={
          <EmptyState
            icon={<IconStack2 size={32} stroke={1.25} />}
            title={t('stock.empty')}
            text={t('stock.empty.text')}
          />
        }
      />
      {open === 'receive' ? <ReceiveDialog onClose={close} /> : null}
      {open === 'transfer' ? <TransferDialog onClose={close} /> : null}
      {open === 'adjust' ? <AdjustDialog onClose={close} /> : null}
    </>
  )
}
