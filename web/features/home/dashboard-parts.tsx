import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DataOf } from '../../api/queries.ts'
import { ChartCard, type Point } from '../../kit/charts/chart-card.tsx'
import { ShareChart, type ShareRow } from '../../kit/charts/share-chart.tsx'
import { TimeChart } from '../../kit/charts/time-chart.tsx'
import { MoneyText, unitName, useFormat } from '../../kit/format.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { KIND_TEXTS, nameIn } from '../products/product-texts.ts'
import { STANDINGS, TICKET_STATES } from '../tickets/ticket-texts.ts'
import styles from './home-page.module.css'

export type Dashboard = DataOf<'/api/v1/dashboard'>
type Part<Name extends keyof Dashboard> = NonNullable<Dashboard[Name]>

/** One figure and the list it counts. */
export function Figure(props: {
  label: string
  value: ReactNode
  note?: ReactNode
  to: LinkProps
  warns?: boolean
}) {
  return (
    <li>
      <Link {...props.to} className={styles.figure} data-warns={props.warns}>
        <span className={styles.count}>{props.value}</span>
        <span>{props.label}</span>
        {props.note === undefined ? null : <span className={styles.note}>{props.note}</span>}
      </Link>
    </li>
  )
}

export const FIGURES = {
  open: ({ tickets }) =>
    tickets && <TicketFigure text="home.openTickets" count={tickets.open} to={{ to: '/tickets' }} />,
  late: ({ tickets }) =>
    tickets && (
      <TicketFigure
        text="home.overdue"
        count={tickets.late}
        to={{ to: '/tickets', search: { state: 'overdue' } }}
        warns={tickets.late > 0}
      />
    ),
  soon: ({ tickets }) =>
    tickets && (
      <TicketFigure
        text="home.dueSoon"
        count={tickets.soon}
        to={{ to: '/tickets', search: { state: 'soon' } }}
      />
    ),
  toShip: ({ orders }) =>
    orders && (
      <TicketFigure
        text="home.toShip"
        count={orders.toShip}
        to={{ to: '/orders', search: { state: 'paid' } }}
      />
    ),
  unpaid: ({ orders }) =>
    orders && (
      <TicketFigure
        text="home.unpaid"
        count={orders.unpaid}
        to={{ to: '/orders', search: { state: 'placed' } }}
      />
    ),
  revenue: ({ revenue }) => revenue && <RevenueFigure months={revenue} />,
  cash: ({ cash, today }) => cash && <CashFigure cash={cash} today={today} />,
  receivable: ({ cash, today }) =>
    cash?.receivable && <AccountFigure text="home.receivable" account={cash.receivable} today={today} />,
  payable: ({ cash, today }) =>
    cash?.payable && <AccountFigure text="home.payable" account={cash.payable} today={today} />,
  stock: ({ stock }) => stock && <StockFigure stock={stock} />,
} as const satisfies Record<string, (figures: Dashboard) => ReactNode>

export const CHARTS = {
  work: ({ work }) => work && <WorkChart work={work} />,
  tickets: ({ tickets }) => tickets && <TicketChart tickets={tickets} />,
  finished: ({ finished }) => finished && <FinishedChart days={finished} />,
  orders: ({ orders }) => orders && <OrderChart days={orders.days} />,
  revenue: ({ revenue }) => revenue && <RevenueChart months={revenue} />,
  cash: ({ cash, today }) => cash && <CashChart cash={cash} today={today} />,
  stock: ({ stock }) => stock && stock.kinds.length > 0 && <StockChart stock={stock} />,
} as const satisfies Record<string, (figures: Dashboard) => ReactNode>

function TicketFigure(props: {
  text: 'home.openTickets' | 'home.overdue' | 'home.dueSoon' | 'home.toShip' | 'home.unpaid'
  count: number
  to: LinkProps
  warns?: boolean
}) {
  const t = useTexts()
  const format = useFormat()
  return (
    <Figure
      label={t(props.text)}
      value={format.count(props.count)}
      to={props.to}
      {...(props.warns === undefined ? {} : { warns: props.warns })}
    />
  )
}

function RevenueFigure({ months }: { months: Part<'revenue'> }) {
  const t = useTexts()
  const format = useFormat()
  const [before, current] = months.slice(-2)
  if (!current) return null
  return (
    <Figure
      label={t('home.revenueOf', { month: format.month(current.from) })}
      value={<MoneyText value={current.amount} />}
      note={before ? t('home.monthBefore', { amount: format.money(before.amount) }) : undefined}
      to={{ to: '/books/profit-and-loss', search: { from: current.from, to: current.to } }}
    />
  )
}

function CashFigure({ cash, today }: { cash: Part<'cash'>; today: string }) {
  const t = useTexts()
  return (
    <Figure
      label={t('home.cash')}
      value={<MoneyText value={cash.total} />}
      note={t('home.cash.note')}
      to={{ to: '/books/trial-balance', search: { date: today } }}
    />
  )
}

function AccountFigure(props: {
  text: 'home.receivable' | 'home.payable'
  account: Part<'cash'>['accounts'][number]
  today: string
}) {
  const t = useTexts()
  const { locale } = useLanguage()
  return (
    <Figure
      label={t(props.text)}
      value={<MoneyText value={props.account.balance} />}
      note={`${props.account.code} ${nameIn(locale, props.account)}`}
      to={{
        to: '/books/accounts/$id',
        params: { id: props.account.accountId },
        search: { to: props.today },
      }}
    />
  )
}

function StockFigure({ stock }: { stock: Part<'stock'> }) {
  const t = useTexts()
  return (
    <Figure label={t('home.stockValue')} value={<MoneyText value={stock.total} />} to={{ to: '/stock' }} />
  )
}

function WorkChart({ work }: { work: Part<'work'> }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const at = (centreId: string, state?: 'running' | 'paused' | 'ready'): LinkProps => ({
    to: '/work',
    search: { centre: centreId, ...(state ? { state } : {}) },
  })
  const rows = work.map<ShareRow>((centre) => {
    const quantity = Number(centre.running) + Number(centre.paused) + Number(centre.ready)
    const share = (state: 'running' | 'paused' | 'ready', tone: 'accent' | 'warning' | 'plain') => ({
      key: state,
      text: t(STANDINGS[state].of, { quantity: format.quantity(centre[state]) }),
      value: Number(centre[state]),
      tone,
      to: at(centre.id, state),
    })
    return {
      key: centre.id,
      name: nameIn(locale, centre),
      to: at(centre.id),
      text: format.count(quantity),
      shares: [share('running', 'accent'), share('paused', 'warning'), share('ready', 'plain')],
    }
  })
  const points = rows.map<Point>((row, index) => ({
    key: row.key,
    name: row.name,
    short: row.name,
    value: row.shares.reduce((sum, { value }) => sum + value, 0),
    text: [row.text, ...rows[index]!.shares.filter(({ value }) => value > 0).map(({ text }) => text)].join(
      ' · ',
    ),
    to: row.to,
  }))
  return (
    <ChartCard
      title={t('home.wip')}
      points={points}
      heads={{ name: t('routing.workCentre'), value: t('home.pieces') }}
      empty={t('home.wip.empty')}
    >
      <ShareChart label={t('home.wip')} rows={rows} />
    </ChartCard>
  )
}

const OPEN_STATES = ['draft', 'released', 'in_progress', 'on_hold'] as const

function TicketChart({ tickets }: { tickets: Part<'tickets'> }) {
  const t = useTexts()
  const format = useFormat()
  const tones = { draft: 'plain', released: 'info', in_progress: 'accent', on_hold: 'warning' } as const
  const rows = OPEN_STATES.map<ShareRow>((state) => {
    const to: LinkProps = { to: '/tickets', search: { state } }
    const text = format.count(tickets[state])
    return {
      key: state,
      name: t(TICKET_STATES[state].text),
      to,
      text,
      shares: [{ key: state, text, value: tickets[state], tone: tones[state], to }],
    }
  })
  return (
    <ChartCard
      title={t('home.openTickets')}
      sum={format.count(tickets.open)}
      points={rows.map((row) => ({
        key: row.key,
        name: row.name,
        short: row.name,
        value: row.shares[0]!.value,
        text: row.text,
        to: row.to,
      }))}
      heads={{ name: t('state.label'), value: t('nav.tickets') }}
      empty={t('ticket.empty')}
    >
      <ShareChart label={t('home.openTickets')} rows={rows} />
    </ChartCard>
  )
}

function FinishedChart({ days }: { days: Part<'finished'> }) {
  const t = useTexts()
  const format = useFormat()
  const sum = days.reduce((total, { quantity }) => total + Number(quantity), 0)
  const points = days.map<Point>(({ day, quantity }) => ({
    key: day,
    name: format.day(day),
    short: format.shortDay(day),
    value: Number(quantity),
    text: `${format.quantity(quantity)} ${unitName(t, 'pc')}`,
    to: { to: '/stock/moves', search: { kind: 'finish', from: day, to: day } },
  }))
  return (
    <ChartCard
      title={t('home.finished')}
      sum={format.count(sum)}
      points={points}
      heads={{ name: t('entry.date'), value: t('home.pieces') }}
      empty={t('home.finished.empty')}
    >
      <TimeChart
        label={t('home.finished')}
        kind="bars"
        points={points}
        axis={(value) => format.count(value)}
      />
    </ChartCard>
  )
}

function OrderChart({ days }: { days: Part<'orders'>['days'] }) {
  const t = useTexts()
  const format = useFormat()
  const currency = days[0]?.total.currency ?? 'THB'
  const points = days.map<Point>(({ day, count, total }) => ({
    key: day,
    name: format.day(day),
    short: format.shortDay(day),
    value: Number(total.amount),
    text: t('home.orders.day', { count, amount: format.money(total) }),
    to: { to: '/orders', search: { from: day, to: day } },
  }))
  return (
    <ChartCard
      title={t('home.orders')}
      sum={format.count(days.reduce((sum, { count }) => sum + count, 0))}
      points={points}
      heads={{ name: t('entry.date'), value: t('nav.orders') }}
      empty={t('home.orders.empty')}
    >
      <TimeChart
        label={t('home.orders')}
        kind="bars"
        points={points}
        axis={(value) => format.roughMoney(value, currency)}
      />
    </ChartCard>
  )
}

function RevenueChart({ months }: { months: Part<'revenue'> }) {
  const t = useTexts()
  const format = useFormat()
  const currency = months[0]?.amount.currency ?? 'THB'
  const points = months.map<Point>(({ from, to, amount }) => ({
    key: from,
    name: format.month(from),
    short: format.shortMonth(from),
    value: Number(amount.amount),
    text: format.money(amount),
    to: { to: '/books/profit-and-loss', search: { from, to } },
  }))
  return (
    <ChartCard
      title={t('home.revenue')}
      points={points}
      heads={{ name: t('period.month'), value: t('home.revenue') }}
      empty={t('home.revenue.empty')}
    >
      <TimeChart
        label={t('home.revenue')}
        kind="line"
        points={points}
        axis={(value) => format.roughMoney(value, currency)}
      />
    </ChartCard>
  )
}

function CashChart({ cash, today }: { cash: Part<'cash'>; today: string }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const rows = cash.accounts.map<ShareRow>((account) => {
    const to: LinkProps = {
      to: '/books/accounts/$id',
      params: { id: account.accountId },
      search: { to: today },
    }
    const text = format.money(account.balance)
    return {
      key: account.accountId,
      name: `${account.code} ${nameIn(locale, account)}`,
      to,
      text,
      shares: [
        { key: 'balance', text, value: Math.max(Number(account.balance.amount), 0), tone: 'accent', to },
      ],
    }
  })
  return (
    <ChartCard
      title={t('home.cash')}
      sum={<MoneyText value={cash.total} />}
      points={pointsOf(rows)}
      heads={{ name: t('account.label'), value: t('account.balance') }}
    >
      <ShareChart label={t('home.cash')} rows={rows} />
    </ChartCard>
  )
}

function StockChart({ stock }: { stock: Part<'stock'> }) {
  const t = useTexts()
  const format = useFormat()
  const rows = stock.kinds.map<ShareRow>(({ kind, value }) => {
    const to: LinkProps = { to: '/stock', search: { productKind: kind } }
    const text = format.money(value)
    return {
      key: kind,
      name: t(KIND_TEXTS[kind]),
      to,
      text,
      shares: [{ key: 'value', text, value: Math.max(Number(value.amount), 0), tone: 'brass', to }],
    }
  })
  return (
    <ChartCard
      title={t('home.stockValue')}
      sum={<MoneyText value={stock.total} />}
      points={pointsOf(rows)}
      heads={{ name: t('product.kind'), value: t('stock.value') }}
    >
      <ShareChart label={t('home.stockValue')} rows={rows} />
    </ChartCard>
  )
}

const pointsOf = (rows: readonly ShareRow[]): Point[] =>
  rows.map((row) => ({
    key: row.key,
    name: row.name,
    short: row.name,
    value: row.shares.reduce((sum, { value }) => sum + value, 0),
    text: row.text,
    to: row.to,
  }))
