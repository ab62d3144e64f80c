import { IconBox } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MoneyText, None, unitName } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { ProductDialog } from './product-dialog.tsx'
import { ProductName } from './product-picture.tsx'
import { KIND_TEXTS, nameIn, PRODUCT_KINDS, publishedTone } from './product-texts.ts'

type Row = ItemOf<'/api/v1/products'>
const route = getRouteApi('/desk/products')

export default function ProductList(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const products = useInfiniteQuery(
    pages('/api/v1/products', { query: { ...search, sort: search.sort ?? 'name' } }),
  )
  const [isNew, setNew] = useState(false)
  const isFiltered = Object.keys(search).some((key) => key !== 'sort')

  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('product.name'),
      sort: 'name',
      grow: true,
      cell: (row) => <ProductName id={row.id} name={nameIn(locale, row)} />,
    },
    {
      key: 'sku',
      header: t('product.sku'),
      sort: 'sku',
      cell: (row) => <span className="mono">{row.sku}</span>,
    },
    { key: 'kind', header: t('product.kind'), cell: (row) => t(KIND_TEXTS[row.kind]) },
    {
      key: 'category',
      header: t('product.category'),
      phone: 'hide',
      cell: (row) => row.category ?? <None />,
    },
    {
      key: 'price',
      header: t('product.price'),
      align: 'end',
      cell: (row) => (
        <MoneyText value={row.price === null ? null : { amount: row.price, currency: row.currency }} />
      ),
    },
    { key: 'unit', header: t('product.unit'), phone: 'hide', cell: (row) => unitName(t, row.unit) },
    {
      key: 'published',
      header: t('product.shop'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={publishedTone(row.published)}>
          {t(row.published ? 'product.published' : 'product.unpublished')}
        </StateBadge>
      ),
    },
  ]

  return (
    <>
      <ListPage
        title={t('nav.products')}
        label={t('nav.products')}
        columns={columns}
        query={products}
        link={(row, children) => (
          <Link to="/products/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        sorting={{
          value: search.sort ?? 'name',
          onChange: (sort) => choose({ sort: sort as typeof search.sort }),
        }}
        actions={
          can('catalog.product.create') ? (
            <NewButton label={t('product.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <>
            <SearchField label={t('product.search')} value={search.q} onChange={(q) => choose({ q })} />
            <FilterSelect
              label={t('product.kind')}
              value={search.kind}
              options={PRODUCT_KINDS.map((kind) => ({ value: kind, label: t(KIND_TEXTS[kind]) }))}
              onChange={(kind) => choose({ kind })}
            />
            <FilterSelect
              label={t('product.shop')}
              value={search.published}
              options={[
                { value: 'true', label: t('product.published') },
                { value: 'false', label: t('product.unpublished') },
              ]}
              onChange={(published) => choose({ published })}
            />
            <FilterSelect
              label={t('list.kept')}
              none={t('list.current')}
              value={search.deleted}
              options={[{ value: 'true', label: t('list.deleted') }]}
              onChange={(deleted) => choose({ deleted })}
            />
          </>
        }
        empty={
          isFiltered ? (
            <EmptyState title={t('list.nothing')} text={t('list.nothing.text')} />
          ) : (
            <EmptyState
              icon={<IconBox size={32} stroke={1.25} />}
              title={t('product.empty')}
              text={t('product.empty.text')}
            />
          )
        }
      />
      {isNew ? (
        <ProductDialog
          onClose={() => setNew(false)}
          onSaved={(id) => void navigate({ to: '/products/$id', params: { id } })}
        />
      ) : null}
    </>
  )
}
