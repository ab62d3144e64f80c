import { IconUsers } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { parseSearch } from '../../search.ts'
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
  const [isNew, setNew] = useState(false)
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="crm.customer"
        path="/customers"
        title={t('nav.customers')}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ deleted: search.deleted }}
        columns={{
          name: { grow: true },
          code: { phone: 'end' },
          email: { width: 290 },
          phone: { width: 160 },
          group: { phone: 'hide' },
        }}
        link={(row, children) => (
          <Link to="/customers/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        searchLabel={t('customer.search')}
        actions={
          can('crm.customer.create') ? (
            <NewButton label={t('customer.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <FilterSelect
            label={t('list.kept')}
            none={t('list.current')}
            value={search.deleted}
            options={[{ value: 'true', label: t('list.deleted') }]}
            onChange={(deleted) => choose({ deleted })}
          />
        }
        empty={
          <EmptyState
            icon={<IconUsers size={32} stroke={1.25} />}
            title={t('customer.empty')}
            text={t('customer.empty.text')}
          />
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
