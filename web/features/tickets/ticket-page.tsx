import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { DateText, MinutesText, QuantityText, TimeText } from '../../kit/format.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { nameIn } from '../products/product-texts.ts'
import { ProgressText } from './progress-text.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { TicketCosts } from './ticket-costs.tsx'
import { TicketFlow } from './ticket-flow.tsx'
import { TicketLogs } from './ticket-logs.tsx'
import { TicketMaterials, TicketTokens } from './ticket-parts.tsx'
import { TICKET_STATES, type Ticket } from './ticket-texts.ts'

const route = getRouteApi('/desk/tickets/$id')

export default function TicketPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { id } = route.useParams()
  const ticket = useQuery(read('/api/v1/job-tickets/{id}', { path: { id } }))
  return (
    <RecordPage
      query={ticket}
      activity={{ entity: 'job_ticket', id }}
      back={
        <Link to="/tickets">
          <BackMark />
          {t('nav.tickets')}
        </Link>
      }
      title={(record) => record.number}
      badge={(record) => (
        <>
          <StateBadge tone={TICKET_STATES[record.state].tone}>
            {t(TICKET_STATES[record.state].text)}
          </StateBadge>
          {record.overdue ? <StateBadge tone="bad">{t('ticket.overdue')}</StateBadge> : null}
        </>
      )}
      below={(record) => nameIn(locale, record.product)}
      actions={(record) => (
        <>
          <PrintLabelsButton kind="ticket" ids={[record.id]} />
          <TicketActions ticket={record} />
        </>
      )}
    >
      {(record) => (
        <Columns
          main={
            <>
              <TicketFlow ticket={record} />
              <TicketCosts ticket={record} />
              <TicketTokens ticket={record} />
              <TicketMaterials ticket={record} />
              <TicketLogs ticketId={record.id} />
            </>
          }
          side={
            <>
              <TicketProgress ticket={record} />
              <TicketFacts ticket={record} />
            </>
          }
        />
      )}
    </RecordPage>
  )
}

/** Earned minutes of all: what a completed operation should take counts, not what it took. */
function TicketProgress({ ticket }: { ticket: Ticket }) {
  const t = useTexts()
  const { progress } = ticket
  return (
    <Section title={t('ticket.progress')}>
      <ProgressText percent={progress.percent} />
      <Facts>
        <Fact name={t('ticket.earned')}>
          <MinutesText value={progress.earnedMinutes} />
        </Fact>
        <Fact name={t('ticket.earnedOf')}>
          <QuantityText value={progress.totalMinutes} />
        </Fact>
      </Facts>
    </Section>
  )
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const { product } = ticket
  return (
    <Section title={t('ticket.facts')}>
      <Facts>
        <Fact name={t('piece.product')} wide>
          <Link to="/products/$id" params={{ id: product.id }}>
            {nameIn(locale, product)}
          </Link>
        </Fact>
        <Fact name={t('ticket.quantity')}>
          <QuantityText value={ticket.quantity} unit={product.unit} />
        </Fact>
        <Fact name={t('ticket.good')}>
          <QuantityText value={ticket.goodQuantity} />
        </Fact>
        <Fact name={t('ticket.scrapped')}>
          <QuantityText value={ticket.scrappedQuantity} />
        </Fact>
        <Fact name={t('product.line')}>{ticket.line}</Fact>
        <Fact name={t('ticket.dueOn')}>
          <DateText value={ticket.dueOn} />
        </Fact>
        <Fact name={t('ticket.priority')}>{ticket.priority}</Fact>
        <Fact name={t('ticket.createdAt')}>
          <TimeText value={ticket.createdAt} />
        </Fact>
        <Fact name={t('ticket.releasedAt')}>
          <TimeText value={ticket.releasedAt} />
        </Fact>
        {ticket.completedAt ? (
          <Fact name={t('ticket.completedAt')}>
            <TimeText value={ticket.completedAt} />
          </Fact>
        ) : null}
        {ticket.note ? (
          <Fact name={t('form.note')} wide>
            {ticket.note}
          </Fact>
        ) : null}
      </Facts>
    </Section>
  )
}
