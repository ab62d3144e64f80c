import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { type ItemOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MoneyText, TimeText, useFormat } from '../../kit/format.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { CHARTS, type Dashboard, FIGURES } from './dashboard-parts.tsx'
import styles from './home-page.module.css'
import { YourWork } from './your-work.tsx'

interface Layout {
  figures: readonly (keyof typeof FIGURES)[]
  charts: readonly (keyof typeof CHARTS)[]
}

const EVERYTHING: Layout = {
  figures: ['revenue', 'cash', 'toShip', 'late', 'open', 'stock'],
  charts: ['revenue', 'orders', 'work', 'finished', 'cash', 'stock'],
}

/** What each role looks for first. Parts that a role may not see are left out by the server. */
const LAYOUTS: Readonly<Partial<Record<string, Layout>>> = {
  planner: { figures: ['late', 'soon', 'open', 'stock'], charts: ['work', 'tickets', 'finished', 'stock'] },
  supervisor: { figures: ['late', 'soon', 'open'], charts: ['work', 'tickets', 'finished'] },
  operator: { figures: ['late', 'soon', 'open'], charts: ['work', 'tickets'] },
  warehouse: { figures: ['toShip', 'unpaid', 'stock'], charts: ['stock', 'finished', 'orders'] },
  sales: { figures: ['toShip', 'unpaid', 'stock'], charts: ['orders', 'finished', 'stock'] },
  purchasing: { figures: ['stock'], charts: ['stock', 'finished'] },
  accountant: {
    figures: ['cash', 'receivable', 'payable', 'revenue', 'stock'],
    charts: ['revenue', 'cash', 'orders', 'stock'],
  },
}

/** Today in figures, each with the way to what it counts; everybody sees what their role is about. All of it is one request. */
export default function HomePage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { me, can } = useSession()
  const dashboard = useQuery(read('/api/v1/dashboard'))
  const layout = LAYOUTS[me.role ?? ''] ?? EVERYTHING
  return (
    <Page title={t('nav.home')} below={format.today(new Date())}>
      <ErrorPanel error={dashboard.error} onRetry={() => void dashboard.refetch()} />
      {dashboard.data ? (
        <Parts figures={dashboard.data} layout={layout} />
      ) : dashboard.isPending ? (
        <div className={styles.waiting} aria-busy="true" />
      ) : null}
      {can('manufacturing.wip.log') ? <YourWork /> : null}
      {can('sales.order.ship') ? <ToShip /> : null}
    </Page>
  )
}

function Parts({ figures, layout }: { figures: Dashboard; layout: Layout }) {
  return (
    <>
      <ul className={styles.figures}>
        {layout.figures.map((key) => (
          <Fragment key={key}>{FIGURES[key](figures)}</Fragment>
        ))}
      </ul>
      <div className={styles.charts}>
        {layout.charts.map((key) => (
          <Fragment key={key}>{CHARTS[key](figures)}</Fragment>
        ))}
      </div>
    </>
  )
}

const SHOWN = 6

function ToShip() {
  const t = useTexts()
  const orders = useQuery(read('/api/v1/orders', { query: { state: 'paid', limit: SHOWN } }))
  const rows = orders.data?.items ?? []
  const columns: Column<ItemOf<'/api/v1/orders'>>[] = [
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
          rows={rows}
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
