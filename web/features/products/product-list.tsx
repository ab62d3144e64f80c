import { IconBox } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { unitName } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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
  const [isNew, setNew] = useState(false)
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="catalog.product"
        path="/products"
        title={t('nav.products')}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ kind: search.kind, published: search.published, deleted: search.deleted }}
        defaultSort="name"
        columns={{
          name: {
            grow: true,
            width: 200,
            cell: (row) => <ProductName id={row.id} name={nameIn(locale, row)} />,
          },
          sku: { width: 172, cell: (row) => <span className="mono">{row.sku}</span> },
          kind: { width: 164, cell: (row) => t(KIND_TEXTS[row.kind]) },
          category: { phone: 'hide', width: 150 },
          unit: { phone: 'hide', width: 84, cell: (row) => unitName(t, row.unit) },
          published: {
            header: t('product.shop'),
            phone: 'end',
            // “Not in the shop”, and the pencil.
            width: 168,
            cell: (row) => (
              <StateBadge tone={publishedTone(row.published)}>
                {t(row.published ? 'product.published' : 'product.unpublished')}
              </StateBadge>
            ),
          },
        }}
        valueText={(field, value) =>
          field === 'kind' && value in KIND_TEXTS
            ? t(KIND_TEXTS[value as Row['kind']])
            : field === 'unit'
              ? unitName(t, value)
              : undefined
        }
        link={(row, children) => (
          <Link to="/products/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        searchLabel={t('product.search')}
        actions={
          can('catalog.product.create') ? (
            <NewButton label={t('product.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <>
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
          <EmptyState
            icon={<IconBox size={32} stroke={1.25} />}
            title={t('product.empty')}
            text={t('product.empty.text')}
          />
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
