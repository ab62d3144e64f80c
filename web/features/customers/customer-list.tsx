import { IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { None } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { CustomerDialog } from './customer-dialog.tsx'

type Row = ItemOf<'/api/v1/customers'>
const route = getRouteApi('/desk/customers')

export default function CustomerList(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const customers = useInfiniteQuery(pages('/api/v1/customers', { query: search }))
  const [isNew, setNew] = useState(false)
  const columns: Column<Row>[] = [
    { key: 'name', header: t('customer.name'), grow: true, cell: (row) => row.name },
    {
      key: 'code',
      header: t('customer.code'),
      sort: 'code',
      phone: 'end',
      cell: (row) => <span className="mono">{row.code}</span>,
    },
    { key: 'email', header: t('customer.email'), cell: (row) => row.email ?? <None /> },
    { key: 'phone', header: t('customer.phone'), cell: (row) => row.phone ?? <None /> },
    { key: 'group', header: t('customer.group'), phone: 'hide', cell: (row) => row.group ?? <None /> },
  ]
  return (
    <>
      <ListPage
        title={t('nav.customers')}
        label={t('nav.customers')}
        columns={columns}
        query={customers}
        link={(row, children) => (
          <Link to="/customers/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        sorting={{ value: search.sort, onChange: (sort) => choose({ sort: sort as typeof search.sort }) }}
        actions={
          can('crm.customer.create') ? (
            <NewButton label={t('customer.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <>
            <SearchField label={t('customer.search')} value={search.q} onChange={(q) => choose({ q })} />
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
          search.q !== undefined || search.deleted !== undefined ? (
            <EmptyState title={t('list.nothing')} text={t('list.nothing.text')} />
          ) : (
            <EmptyState
              icon={<IconUsers size={32} stroke={1.25} />}
              title={t('customer.empty')}
              text={t('customer.empty.text')}
            />
          )
        }
      />
      {isNew ? (
        <CustomerDialog
          onClose={() => setNew(false)}
          onSaved={(id) => void navigate({ to: '/customers/$id', params: { id } })}
        />
      ) : null}
    </>
  )
}
