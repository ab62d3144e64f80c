import { IconShoppingBag } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ORDER_STATE_KEYS, ORDER_STATES, type OrderState } from './order-texts.ts'

type Row = ItemOf<'/api/v1/orders'>
const route = getRouteApi('/desk/orders')

export default function OrderList(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const { state, email, from, to } = search
  return (
    <ListScreen<Row, typeof search>
      resource="sales.order"
      path="/orders"
      title={t('nav.orders')}
      actions={
        can('checkout.desk_order.place') ? (
          <NewButton label={t('order.new')} onClick={() => void navigate({ to: '/orders/new' })} />
        ) : null
      }
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ state, email, from, to }}
      columns={{
        number: { cell: (row) => <span className="mono">{row.number}</span> },
        name: { header: t('order.buyer'), grow: true, cell: (row) => row.name },
        state: {
          header: t('state.label'),
          phone: 'end',
          cell: (row) => (
            <StateBadge tone={ORDER_STATES[row.state].tone}>{t(ORDER_STATES[row.state].text)}</StateBadge>
          ),
        },
      }}
      valueText={(field, value) =>
        field === 'state' && value in ORDER_STATES ? t(ORDER_STATES[value as OrderState].text) : undefined
      }
      link={(row, children) => (
        <Link to="/orders/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      searchLabel={t('order.search')}
      filters={
        <FilterSelect
          label={t('state.label')}
          value={state}
          options={ORDER_STATE_KEYS.map((key) => ({ value: key, label: t(ORDER_STATES[key].text) }))}
          onChange={(chosen) => choose({ state: chosen })}
        />
      }
      empty={
        <EmptyState
          icon={<IconShoppingBag size={32} stroke={1.25} />}
          title={t('order.empty')}
          text={t('order.empty.text')}
        />
      }
    />
  )
}
