import { IconClipboardList } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, useFormat } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { nameIn } from '../products/product-texts.ts'
import { ProgressText } from './progress-text.tsx'
import { TicketDialog } from './ticket-dialog.tsx'
import { TICKET_STATE_KEYS, TICKET_STATES } from './ticket-texts.ts'
import { TicketsNav } from './tickets-nav.tsx'

/** The calendar day so many days after one, or before. */
const dayAfter = (isoDay: string, days: number): string =>
  new Date(Date.parse(`${isoDay}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

type Row = ItemOf<'/api/v1/job-tickets'>
const route = getRouteApi('/desk/tickets')

export default function TicketList(): ReactNode {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { can } = useSession()
  const { q, state, productId } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: { q?: string | undefined; state?: typeof state }) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const today = format.dayOf(new Date())
  const [isNew, setNew] = useState(false)
  const tickets = useInfiniteQuery(
    pages('/api/v1/job-tickets', {
      query: {
        q,
        productId,
        // What is over is looked for on purpose.
        ...(state === undefined
          ? { open: 'true' }
          : state === 'all'
            ? {}
            : state === 'overdue'
              ? { open: 'true', dueTo: dayAfter(today, -1) }
              : state === 'soon'
                ? { open: 'true', dueFrom: today, dueTo: dayAfter(today, 6) }
                : { state }),
      },
    }),
  )
  const columns: Column<Row>[] = [
    { key: 'number', header: t('ticket.number'), cell: (row) => <span className="mono">{row.number}</span> },
    {
      key: 'product',
      header: t('piece.product'),
      grow: true,
      cell: (row) => <ProductName id={row.product.id} name={nameIn(locale, row.product)} />,
    },
    { key: 'line', header: t('product.line'), phone: 'hide', cell: (row) => row.line },
    {
      key: 'good',
      header: t('ticket.made'),
      align: 'end',
      cell: (row) => (
        <span className="numbers nowrap">
          {t('ticket.madeOf', { good: format.quantity(row.goodQuantity), of: format.quantity(row.quantity) })}
        </span>
      ),
    },
    {
      key: 'due',
      header: t('ticket.dueOn'),
      cell: (row) =>
        row.overdue ? (
          <StateBadge tone="bad">
            <DateText value={row.dueOn} />
          </StateBadge>
        ) : (
          <DateText value={row.dueOn} />
        ),
    },
    {
      key: 'progress',
      header: t('ticket.progress'),
      cell: (row) => <ProgressText percent={row.progress.percent} />,
    },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={TICKET_STATES[row.state].tone}>{t(TICKET_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <>
      <ListPage
        title={t('nav.tickets')}
        label={t('nav.tickets')}
        columns={columns}
        query={tickets}
        intro={<TicketsNav />}
        link={(row, children) => (
          <Link to="/tickets/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        actions={
          can('manufacturing.ticket.create') ? (
            <NewButton label={t('ticket.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
          <>
            <SearchField label={t('ticket.search')} value={q} onChange={(value) => choose({ q: value })} />
            <FilterSelect
              label={t('state.label')}
              none={t('ticket.openOnes')}
              value={state}
              options={[
                { value: 'all', label: t('ticket.allOfThem') },
                { value: 'overdue', label: t('ticket.overdue') },
                { value: 'soon', label: t('ticket.dueSoon') },
                ...TICKET_STATE_KEYS.map((key) => ({ value: key, label: t(TICKET_STATES[key].text) })),
              ]}
              onChange={(value) => choose({ state: value })}
            />
          </>
        }
        empty={
          q !== undefined || state !== undefined ? (
            <EmptyState title={t('list.nothing')} text={t('list.nothing.text')} />
          ) : (
            <EmptyState
              icon={<IconClipboardList size={32} stroke={1.25} />}
              title={t('ticket.empty')}
              text={t('ticket.empty.text')}
            />
          )
        }
      />
      {isNew ? (
        <TicketDialog
          onClose={() => setNew(false)}
          onSaved={(id) => void navigate({ to: '/tickets/$id', params: { id } })}
        />
      ) : null}
    </>
  )
}
