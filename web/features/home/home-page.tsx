import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DataOf, type ListPath, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MoneyText, TimeText, useFormat } from '../../kit/format.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/record-page.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { nameIn } from '../products/product-texts.ts'
import { ProgressText } from '../tickets/progress-text.tsx'
import styles from './home-page.module.css'
import { YourWork } from './your-work.tsx'

/** More than this is told as "100+": lists are read page by page and never counted whole. */
const COUNTED = 100

const openTickets = () => read('/api/v1/job-tickets', { query: { open: 'true', limit: COUNTED } })
const ordersIn = (state: 'placed' | 'paid') => read('/api/v1/orders', { query: { state, limit: COUNTED } })

/** What waits today, each with the way to it; everybody sees what their role is about. */
export default function HomePage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  return (
    <Page title={t('nav.home')} below={format.today(new Date())}>
      <Figures />
      {can('manufacturing.wip.log') ? <YourWork /> : null}
      {can('manufacturing.read') ? <OnTheBenches /> : null}
      {can('sales.read') ? <ToShip /> : null}
    </Page>
  )
}

function Figures() {
  const t = useTexts()
  const { can } = useSession()
  const tickets = useQuery({ ...openTickets(), enabled: can('manufacturing.read') })
  const placed = useQuery({ ...ordersIn('placed'), enabled: can('sales.read') })
  const paid = useQuery({ ...ordersIn('paid'), enabled: can('sales.read') })
  const overdue = tickets.data?.items.filter((ticket) => ticket.overdue).length ?? 0
  if (!can('manufacturing.read') && !can('sales.read')) return null
  return (
    <>
      <ErrorPanel error={tickets.error ?? placed.error ?? paid.error} />
      <ul className={styles.figures}>
        {can('manufacturing.read') ? (
          <>
            <Figure label={t('home.openTickets')} page={tickets.data} to={{ to: '/tickets' }} />
            <Figure
              label={t('home.overdue')}
              page={tickets.data && { items: { length: overdue }, next: null }}
              to={{ to: '/tickets', search: { state: 'overdue' } }}
              warns
            />
          </>
        ) : null}
        {can('sales.read') ? (
          <>
            <Figure
              label={t('home.toShip')}
              page={paid.data}
              to={{ to: '/orders', search: { state: 'paid' } }}
            />
            <Figure
              label={t('home.unpaid')}
              page={placed.data}
              to={{ to: '/orders', search: { state: 'placed' } }}
            />
          </>
        ) : null}
      </ul>
    </>
  )
}

function Figure(props: {
  label: string
  page: { items: { length: number }; next: string | null } | undefined
  to: LinkProps
  warns?: boolean
}) {
  const format = useFormat()
  const count = props.page?.items.length
  const shown = count === undefined ? '–' : props.page?.next ? `${format.count(count)}+` : format.count(count)
  return (
    <li>
      <Link {...props.to} className={styles.figure} data-warns={props.warns && (count ?? 0) > 0}>
        <span className={styles.count}>{shown}</span>
        <span>{props.label}</span>
      </Link>
    </li>
  )
}

const SHOWN = 6
type First<Path extends ListPath> = DataOf<Path>['items'][number]

function OnTheBenches() {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const tickets = useQuery(openTickets())
  const rows = (tickets.data?.items ?? []).filter(
    ({ state }) => state === 'in_progress' || state === 'released',
  )
  const columns: Column<First<'/api/v1/job-tickets'>>[] = [
    {
      key: 'product',
      header: t('piece.product'),
      grow: true,
      cell: (row) => <ProductName id={row.product.id} name={nameIn(locale, row.product)} />,
    },
    {
      key: 'number',
      header: t('ticket.number'),
      phone: 'end',
      cell: (row) => <span className="mono">{row.number}</span>,
    },
    {
      key: 'made',
      header: t('ticket.made'),
      align: 'end',
      cell: (row) => (
        <span className="numbers nowrap">
          {t('ticket.madeOf', { good: format.quantity(row.goodQuantity), of: format.quantity(row.quantity) })}
        </span>
      ),
    },
    {
      key: 'progress',
      header: t('ticket.progress'),
      cell: (row) => <ProgressText percent={row.progress.percent} />,
    },
  ]
  return (
    <Section title={t('home.benches')} flush>
      {rows.length === 0 && tickets.isSuccess ? (
        <EmptyState title={t('ticket.empty')} text={t('ticket.empty.text')} />
      ) : (
        <DataTable
          label={t('home.benches')}
          columns={columns}
          rows={rows.slice(0, SHOWN)}
          rowKey={(row) => row.id}
          skeletons={tickets.isPending ? 3 : 0}
          link={(row, children) => (
            <Link to="/tickets/$id" params={{ id: row.id }}>
              {children}
            </Link>
          )}
        />
      )}
    </Section>
  )
}

function ToShip() {
  const t = useTexts()
  const orders = useQuery(ordersIn('paid'))
  const rows = orders.data?.items ?? []
  const columns: Column<First<'/api/v1/orders'>>[] = [
    { key: 'name', header: t('order.buyer'), grow: true, cell: (row) => row.name },
    {
      key: 'number',
      header: t('order.number'),
      phone: 'end',
      cell: (row) => <span className="mono">{row.number}</span>,
    },
    { key: 'at', header: t('order.placedAt'), cell: (row) => <TimeText value={row.placedAt} /> },
    { key: 'total', header: t('order.total'), align: 'end', cell: (row) => <MoneyText value={row.total} /> },
  ]
  return (
    <Section title={t('home.toShip')} flush>
      {rows.length === 0 && orders.isSuccess ? (
        <EmptyState title={t('home.nothingToShip')} />
      ) : (
        <DataTable
          label={t('home.toShip')}
          columns={columns}
          rows={rows.slice(0, SHOWN)}
          rowKey={(row) => row.id}
          skeletons={orders.isPending ? 3 : 0}
          link={(row, children) => (
            <Link to="/orders/$id" params={{ id: row.id }}>
              {children}
            </Link>
          )}
        />
      )}
    </Section>
  )
}
