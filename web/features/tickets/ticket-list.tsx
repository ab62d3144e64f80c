import { IconClipboardList } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, useFormat } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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
  const search = route.useSearch()
  const { state, productId } = search
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const today = format.dayOf(new Date())
  const [isNew, setNew] = useState(false)
  // What is over is looked for on purpose.
  const chosen =
    state === undefined
      ? { open: 'true' }
      : state === 'all'
        ? {}
        : state === 'overdue'
          ? { open: 'true', dueTo: dayAfter(today, -1) }
          : state === 'soon'
            ? { open: 'true', dueFrom: today, dueTo: dayAfter(today, 6) }
            : { state }
  return (
    <>
      <ListScreen<Row, typeof search>
        resource="manufacturing.ticket"
        path="/job-tickets"
        title={t('nav.tickets')}
        intro={<TicketsNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ productId, ...chosen }}
        columns={{
          number: { cell: (row) => <span className="mono">{row.number}</span> },
          'product.name': {
            grow: true,
            width: 200,
            cell: (row) => <ProductName id={row.product.id} name={nameIn(locale, row.product)} />,
          },
          line: { phone: 'hide', width: 80 },
          goodQuantity: {
            header: t('ticket.made'),
            cell: (row) => (
              <span className="numbers nowrap">
                {t('ticket.madeOf', {
                  good: format.quantity(row.goodQuantity),
                  of: format.quantity(row.quantity),
                })}
              </span>
            ),
          },
          dueOn: {
            width: 150,
            cell: (row) =>
              row.overdue ? (
                <StateBadge tone="bad">
                  <DateText value={row.dueOn} />
                </StateBadge>
              ) : (
                <DateText value={row.dueOn} />
              ),
          },
          'progress.percent': {
            width: 140,
            cell: (row) => <ProgressText percent={row.progress.percent} />,
          },
          state: {
            header: t('state.label'),
            phone: 'end',
            cell: (row) => (
              <StateBadge tone={TICKET_STATES[row.state].tone}>{t(TICKET_STATES[row.state].text)}</StateBadge>
            ),
          },
        }}
        valueText={(field, value) =>
          field === 'state' && value in TICKET_STATES
            ? t(TICKET_STATES[value as Row['state']].text)
            : undefined
        }
        link={(row, children) => (
          <Link to="/tickets/$id" params={{ id: row.id }}>
            {children}
          </Link>
        )}
        searchLabel={t('ticket.search')}
        actions={
          can('manufacturing.ticket.create') ? (
            <NewButton label={t('ticket.new')} onClick={() => setNew(true)} />
          ) : null
        }
        filters={
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
        }
        empty={
          <EmptyState
            icon={<IconClipboardList size={32} stroke={1.25} />}
            title={t('ticket.empty')}
            text={t('ticket.empty.text')}
          />
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
