import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { DateText, useFormat } from '../../kit/format.tsx'
import { FilterSelect, SearchField } from '../../kit/list-page.tsx'
import { Page } from '../../kit/page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import styles from './board-page.module.css'
import { ProgressText } from './progress-text.tsx'
import { type TicketStep, TicketStepDialog } from './ticket-steps.tsx'
import { TICKET_STATES } from './ticket-texts.ts'
import { TicketsNav } from './tickets-nav.tsx'

type Column = DataOf<'/api/v1/ticket-board'>['columns'][number]
type Card = Column['tickets'][number]
type Move = Card['moves'][number]

const route = getRouteApi('/desk/tickets/board')
const dayAfter = (isoDay: string, days: number): string =>
  new Date(Date.parse(`${isoDay}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * Tickets by state. A card that is drawn to another column runs the command that leads there; a column that it may not go to says why
 * while it is drawn. The menu of each card does the same without a mouse.
 */
export default function BoardPage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const { q, line, due } = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: { q?: string | undefined; line?: string | undefined; due?: typeof due }) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const today = format.dayOf(new Date())
  const board = useQuery({
    ...read('/api/v1/ticket-board', {
      query: {
        q,
        line,
        ...(due === 'overdue' ? { dueTo: dayAfter(today, -1) } : {}),
        ...(due === 'soon' ? { dueFrom: today, dueTo: dayAfter(today, 6) } : {}),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const lines = useQuery(read('/api/v1/serials/lines'))
  const [drawn, setDrawn] = useState<Card>()
  const [step, setStep] = useState<{ ticket: Card; step: TicketStep }>()
  return (
    <Page title={t('ticket.board')}>
      <TicketsNav />
      <div className={styles.filters}>
        <SearchField label={t('ticket.search')} value={q} onChange={(value) => choose({ q: value })} />
        <FilterSelect
          label={t('product.line')}
          value={line}
          options={(lines.data?.items ?? []).map(({ code }) => ({ value: code, label: code }))}
          onChange={(value) => choose({ line: value })}
        />
        <FilterSelect
          label={t('ticket.dueOn')}
          value={due}
          options={[
            { value: 'overdue', label: t('ticket.overdue') },
            { value: 'soon', label: t('ticket.dueSoon') },
          ]}
          onChange={(value) => choose({ due: value })}
        />
      </div>
      <ErrorPanel error={board.error} onRetry={() => void board.refetch()} />
      {board.isPending ? <div className={styles.waiting} aria-busy="true" /> : null}
      {board.data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className={styles.board} aria-label={t('ticket.board')} tabIndex={0}>
          {board.data.columns.map((column) => (
            <BoardColumn
              key={column.state}
              column={column}
              drawn={drawn}
              onDraw={setDrawn}
              onMove={(ticket, move) => move.step && setStep({ ticket, step: move.step })}
            />
          ))}
        </section>
      ) : null}
      {step ? <TicketStepDialog {...step} onClose={() => setStep(undefined)} /> : null}
    </Page>
  )
}

function BoardColumn(props: {
  column: Column
  drawn: Card | undefined
  onDraw(card: Card | undefined): void
  onMove(card: Card, move: Move): void
}) {
  const t = useTexts()
  const format = useFormat()
  const { column, drawn } = props
  const move = drawn?.moves.find(({ to }) => to === column.state)
  const name = t(TICKET_STATES[column.state].text)
  const rest = column.count - column.tickets.length
  return (
    <section
      className={styles.column}
      aria-label={name}
      data-target={move === undefined ? undefined : move.allowed ? 'possible' : 'refused'}
      onDragOver={(event) => move?.allowed && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        props.onDraw(undefined)
        if (drawn && move?.allowed) props.onMove(drawn, move)
      }}
    >
      <h2 className={styles.name}>
        {name} <span className="numbers">{format.count(column.count)}</span>
      </h2>
      {move ? (
        <p className={styles.answer}>
          {move.allowed
            ? t('ticket.board.drop', { step: stepName(t, move) })
            : ((move.reason && t.refusal(move.reason)) ?? t('action.refused'))}
        </p>
      ) : null}
      <ul className={styles.cards}>
        {column.tickets.map((card) => (
          <BoardCard key={card.id} card={card} onDraw={props.onDraw} onMove={props.onMove} />
        ))}
      </ul>
      {rest > 0 ? (
        <Link to="/tickets" search={{ state: column.state }} className={styles.more}>
          {t('graph.more', { count: rest })}
        </Link>
      ) : null}
    </section>
  )
}

const STEP_TEXTS = {
  release: 'ticket.release',
  hold: 'ticket.hold',
  resume: 'ticket.resume',
  close: 'ticket.close',
} as const

const stepName = (t: ReturnType<typeof useTexts>, move: Move): string =>
  move.step ? t(STEP_TEXTS[move.step]) : ''

function BoardCard(props: {
  card: Card
  onDraw(card: Card | undefined): void
  onMove(card: Card, move: Move): void
}) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { card } = props
  return (
    <li
      className={styles.card}
      draggable
      aria-label={card.number}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', card.number)
        props.onDraw(card)
      }}
      onDragEnd={() => props.onDraw(undefined)}
    >
      <div className={styles.head}>
        <Link to="/tickets/$id" params={{ id: card.id }} className={styles.link} draggable={false}>
          <span className="mono">{card.number}</span>
        </Link>
        <span className={styles.menu}>
          <ActionMenu
            compact
            label={t('ticket.board.move', { number: card.number })}
            actions={card.moves
              .filter(({ step }) => step !== null)
              .map((move) => ({
                key: move.to,
                label: stepName(t, move),
                action: { allowed: move.allowed, reason: move.reason },
                onClick: () => props.onMove(card, move),
              }))}
          />
        </span>
      </div>
      {card.overdue ? (
        <span>
          <StateBadge tone="bad">{t('ticket.overdue')}</StateBadge>
        </span>
      ) : null}
      <p className={styles.product}>{nameIn(locale, card.product)}</p>
      <div className={styles.facts}>
        <span className="numbers">
          {t('ticket.madeOf', {
            good: format.quantity(card.goodQuantity),
            of: format.quantity(card.quantity),
          })}
        </span>
        <span>{card.line}</span>
        {card.dueOn ? <DateText value={card.dueOn} /> : null}
      </div>
      {card.state === 'draft' ? null : <ProgressText percent={card.progress.percent} />}
    </li>
  )
}
