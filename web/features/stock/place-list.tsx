import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api, idempotent } from '../../api/client.ts'
import { type ItemOf, pages, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { ListPage } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { nameIn } from '../products/product-texts.ts'
import { StockNav } from './stock-nav.tsx'
import { isPhysical, LOCATION_KINDS, type Location } from './stock-texts.ts'

type Row = ItemOf<'/api/v1/locations'>

export default function PlaceList(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const [isNew, setNew] = useState(false)
  const places = useInfiniteQuery(pages('/api/v1/locations', {}))
  const parents = (places.data?.pages.flatMap((page) => page.items) ?? []).filter(isPhysical)
  const create = useCommand(
    (values: { code: string; name: string; nameTh: string; kind: string; parentId: string }, key) =>
      api.POST('/api/v1/locations', {
        params: { header: idempotent(key) },
        body: {
          code: values.code.trim(),
          name: values.name.trim(),
          kind: values.kind as Location['kind'],
          ...given({ nameTh: orUndefined(values.nameTh), parentId: orUndefined(values.parentId) }),
        },
      }),
  )
  const columns: Column<Row>[] = [
    { key: 'code', header: t('location.code'), cell: (row) => <span className="mono">{row.code}</span> },
    { key: 'name', header: t('product.name'), grow: true, cell: (row) => nameIn(locale, row) },
    { key: 'kind', header: t('location.kind'), phone: 'end', cell: (row) => t(LOCATION_KINDS[row.kind]) },
  ]
  return (
    <>
      <ListPage
        title={t('nav.stock')}
        label={t('stock.places')}
        intro={<StockNav />}
        columns={columns}
        query={places}
        link={(row, children) =>
          isPhysical(row) ? (
            <Link to="/stock" search={{ locationId: row.id }}>
              {children}
            </Link>
          ) : (
            <Link to="/stock/moves" search={{ locationId: row.id }}>
              {children}
            </Link>
          )
        }
        actions={
          <>
            <PrintLabelsButton kind="location" ids={parents.map(({ id }) => id)} />
            {can('inventory.location.create') ? (
              <NewButton label={t('location.new')} onClick={() => setNew(true)} />
            ) : null}
          </>
        }
        empty={<EmptyState title={t('list.nothing')} />}
      />
      {isNew ? (
        <CommandDialog
          title={t('location.new')}
          submit={t('location.create')}
          operation="inventory.location.create"
          draft="location:new"
          initial={{ code: '', name: '', nameTh: '', kind: 'bin', parentId: '' }}
          fields={[
            { kind: 'code', name: 'code', label: t('location.code'), required: true, half: true },
            {
              kind: 'select',
              name: 'kind',
              label: t('location.kind'),
              half: true,
              options: (['warehouse', 'zone', 'bin'] as const).map((kind) => ({
                value: kind,
                label: t(LOCATION_KINDS[kind]),
              })),
            },
            { kind: 'text', name: 'name', label: t('product.name'), required: true },
            { kind: 'text', name: 'nameTh', label: t('product.nameTh') },
            {
              kind: 'select',
              name: 'parentId',
              label: t('location.parent'),
              none: t('location.noParent'),
              options: parents.map((parent) => ({
                value: parent.id,
                label: `${parent.code} · ${nameIn(locale, parent)}`,
              })),
            },
          ]}
          onSubmit={async (values) => {
            await create.mutateAsync(values)
            notify(t('done.saved'))
          }}
          onClose={() => setNew(false)}
        />
      ) : null}
    </>
  )
}
