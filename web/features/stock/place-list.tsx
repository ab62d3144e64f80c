import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { nameIn } from '../products/product-texts.ts'
import { PlaceDialog } from './place-dialog.tsx'
import { StockNav } from './stock-nav.tsx'
import { isPhysical, LOCATION_KINDS } from './stock-texts.ts'

type Row = ItemOf<'/api/v1/locations'>
const route = getRouteApi('/desk/stock/places')

/** Where stock can lie, and where it comes from and goes to. */
export default function PlaceList(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const [open, setOpen] = useState<'new' | { what: 'edit' | 'archive'; place: Row }>()
  const close = () => setOpen(undefined)
  const parents = useQuery(read('/api/v1/locations', { query: { physical: 'true', limit: 200 } }))
  const archive = useCommand((id: string) =>
    api.POST('/api/v1/locations/{id}/archive', { params: { path: { id } } }),
  )
  const restore = useCommand(
    (id: string) => api.POST('/api/v1/locations/{id}/restore', { params: { path: { id } } }),
    { onDone: () => notify(t('done.restored')) },
  )
  const may = (
    permission: string,
    action: { allowed: boolean; reason?: string | undefined } = { allowed: true },
  ) => (can(permission) ? action : { allowed: false, reason: 'auth.forbidden' })
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="inventory.location"
        path="/locations"
        title={t('nav.stock')}
        label={t('stock.places')}
        intro={<StockNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ archived: search.archived }}
        columns={{
          code: { width: 160 },
          name: { grow: true, width: 200, cell: (row) => nameIn(locale, row) },
          kind: { phone: 'end', cell: (row) => t(LOCATION_KINDS[row.kind]) },
          parent: { header: t('location.parent') },
        }}
        valueText={(field, value) =>
          field === 'kind' && value in LOCATION_KINDS ? t(LOCATION_KINDS[value as Row['kind']]) : undefined
        }
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
        rowActions={(row) => (
          <ActionMenu
            compact
            label={t('people.changeOf', { name: row.code })}
            actions={[
              {
                key: 'moves',
                label: t('stock.moves'),
                action: { allowed: true },
                onClick: () => void navigate({ to: '/stock/moves', search: { locationId: row.id } }),
              },
              {
                key: 'edit',
                label: t('action.edit'),
                action: may('inventory.location.update', {
                  allowed: row.archivedAt === null,
                  reason: 'not_found',
                }),
                onClick: () => setOpen({ what: 'edit', place: row }),
              },
              row.archivedAt === null
                ? {
                    key: 'archive',
                    label: t('location.archive'),
                    action: may('inventory.location.archive', row.actions.archive),
                    danger: true,
                    onClick: () => setOpen({ what: 'archive', place: row }),
                  }
                : {
                    key: 'restore',
                    label: t('record.restore'),
                    action: may('inventory.location.restore', row.actions.restore),
                    onClick: () => restore.mutate(row.id),
                  },
            ]}
          />
        )}
        searchLabel={t('location.search')}
        actions={
          <>
            <PrintLabelsButton kind="location" ids={(parents.data?.items ?? []).map(({ id }) => id)} />
            {can('inventory.location.create') ? (
              <NewButton label={t('location.new')} onClick={() => setOpen('new')} />
            ) : null}
          </>
        }
        filters={
          <FilterSelect
            label={t('location.kept')}
            none={t('list.current')}
            value={search.archived}
            options={[{ value: 'true', label: t('location.archived') }]}
            onChange={(archived) => choose({ archived })}
          />
        }
        empty={<EmptyState title={t('list.nothing')} />}
      />
      {open === 'new' ? <PlaceDialog parents={parents.data?.items ?? []} onClose={close} /> : null}
      {typeof open === 'object' && open.what === 'edit' ? (
        <PlaceDialog place={open.place} parents={parents.data?.items ?? []} onClose={close} />
      ) : null}
      {typeof open === 'object' && open.what === 'archive' ? (
        <ConfirmDialog
          title={t('location.archive')}
          text={t('location.archive.text', { code: open.place.code })}
          submit={t('location.archive')}
          danger
          onConfirm={async () => {
            await archive.mutateAsync(open.place.id)
            notify(t('location.archive.done'))
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}
