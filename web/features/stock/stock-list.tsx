import { Button } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages, read } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MoneyText, None, QuantityText } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { KIND_TEXTS, nameIn, PRODUCT_KINDS } from '../products/product-texts.ts'
import { AdjustDialog, ReceiveDialog, TransferDialog } from './stock-dialogs.tsx'
import { StockNav } from './stock-nav.tsx'

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
  const stock = useInfiniteQuery(pages('/api/v1/stock', { query: search }))
  const locations = useQuery(read('/api/v1/locations', { query: { physical: 'true', limit: 200 } }))
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('product.name'),
      grow: true,
      cell: (row) => <ProductName id={row.productId} name={nameIn(locale, row)} />,
    },
    { key: 'sku', header: t('product.sku'), cell: (row) => <span className="mono">{row.sku}</span> },
    { key: 'place', header: t('stock.place'), cell: (row) => row.location },
    { key: 'lot', header: t('stock.lot'), phone: 'hide', cell: (row) => row.lot ?? <None /> },
    {
      key: 'onHand',
      header: t('stock.onHand'),
      align: 'end',
      cell: (row) => <QuantityText value={row.onHand} unit={row.unit} />,
    },
    {
      key: 'reserved',
      header: t('stock.reserved'),
      align: 'end',
      cell: (row) => (row.reserved === '0' ? <None /> : <QuantityText value={row.reserved} />),
    },
    {
      key: 'available',
      header: t('stock.available'),
      align: 'end',
      cell: (row) => <QuantityText value={row.available} />,
    },
    { key: 'value', header: t('stock.value'), align: 'end', cell: (row) => <MoneyText value={row.value} /> },
  ]
  return (
    <>
      <ListPage
        title={t('nav.stock')}
        label={t('stock.levels')}
        intro={<StockNav />}
        columns={columns}
        query={stock}
        rowKey={(row) => `${row.productId} ${row.locationId} ${row.lotId ?? ''}`}
        link={(row, children) => (
          <Link to="/products/$id" params={{ id: row.productId }}>
            {children}
          </Link>
        )}
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
            <SearchField label={t('stock.search')} value={search.q} onChange={(q) => choose({ q })} />
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
          </>
        }
        empty={
          Object.keys(search).length > 0 ? (
            <EmptyState title={t('list.nothing')} text={t('list.nothing.text')} />
          ) : (
            <EmptyState
              icon={<IconStack2 size={32} stroke={1.25} />}
              title={t('stock.empty')}
              text={t('stock.empty.text')}
            />
          )
        }
      />
      {open === 'receive' ? <ReceiveDialog onClose={close} /> : null}
      {open === 'transfer' ? <TransferDialog onClose={close} /> : null}
      {open === 'adjust' ? <AdjustDialog onClose={close} /> : null}
    </>
  )
}
