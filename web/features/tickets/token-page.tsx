import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { read } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { QuantityText, TimeText, useFormat } from '../../kit/format.tsx'
import { BackMark, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { nameIn } from '../products/product-texts.ts'
import { LogDialog } from './log-dialog.tsx'
import { TicketLogs } from './ticket-logs.tsx'
import {
  TASK_STATES,
  TOKEN_STATES,
  type Token,
  type TokenTask,
  WIP_EVENTS,
  type WipEvent,
} from './ticket-texts.ts'
import styles from './token-page.module.css'

const route = getRouteApi('/desk/work/$code')

export default function TokenPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { code } = route.useParams()
  const token = useQuery(read('/api/v1/work-tokens/{code}', { path: { code } }))
  return (
    <RecordPage
      query={token}
      backIsRecord
      back={
        token.data ? (
          <Link to="/tickets/$id" params={{ id: token.data.ticket.id }}>
            <BackMark />
            {token.data.ticket.number}
          </Link>
        ) : (
          <Link to="/tickets">
            <BackMark />
            {t('nav.tickets')}
          </Link>
        )
      }
      title={(record) => record.serial ?? record.code}
      badge={(record) => (
        <StateBadge tone={TOKEN_STATES[record.state].tone}>{t(TOKEN_STATES[record.state].text)}</StateBadge>
      )}
      below={(record) => (
        <>
          {nameIn(locale, record.product)} ·{' '}
          <QuantityText value={record.quantity} unit={record.product.unit} />
        </>
      )}
      actions={(record) => <PrintLabelsButton kind="token" ids={[record.id]} />}
    >
      {(record) => (
        <>
          <Section title={t('token.tasks')} flush>
            <ol className={styles.tasks}>
              {record.tasks.map((task) => (
                <TaskRow key={task.code} token={record} task={task} />
              ))}
            </ol>
          </Section>
          <TicketLogs tokenId={record.id} />
        </>
      )}
    </RecordPage>
  )
}

/** What is pressed most, by where the task stands; the rest is in the menu. */
const FIRST: Readonly<Record<TokenTask['state'], readonly WipEvent[]>> = {
  open: ['start'],
  running: ['pause', 'complete'],
  paused: ['resume', 'complete'],
  done: [],
}
/** Handing over needs the list of colleagues, which the shop floor has. */
const REST: readonly WipEvent[] = ['complete', 'reject', 'rework', 'scrap', 'hold', 'release']

function TaskRow({ token, task }: { token: Token; task: TokenTask }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const [event, setEvent] = useState<WipEvent>()
  const { text, tone } = TASK_STATES[task.state]
  const first = FIRST[task.state]
  const name = nameIn(locale, task)
  return (
    <li className={styles.task} aria-label={name}>
      <div className={styles.name}>
        <strong>{name}</strong>
        <span className={styles.centre}>{task.workCentre}</span>
      </div>
      <div className={styles.state}>
        <StateBadge tone={tone}>{t(text)}</StateBadge>
        {task.operator && task.state !== 'done' ? <span>{task.operator}</span> : null}
        {task.runningSince ? (
          <span className={styles.quiet}>
            {t('token.since')} <TimeText value={task.runningSince} />
          </span>
        ) : (
          <span className={styles.quiet}>
            {t('token.minutes', {
              worked: format.minutes(task.workedMinutes),
              standard: format.quantity(task.standardMinutes),
            })}
          </span>
        )}
        {token.kind === 'batch' ? (
          <span className={styles.quiet}>
            {t('token.quantities', {
              good: format.quantity(task.goodQuantity),
              rejected: format.quantity(task.rejectedQuantity),
              available: format.quantity(task.availableQuantity),
            })}
          </span>
        ) : null}
      </div>
      <div className={styles.actions}>
        {first.map((key, index) => (
          <ActionButton
            key={key}
            size="xs"
            variant={index === first.length - 1 && task.actions[key].allowed ? 'filled' : 'default'}
            action={task.actions[key]}
            onClick={() => setEvent(key)}
          >
            {t(WIP_EVENTS[key].verb)}
          </ActionButton>
        ))}
        <ActionMenu
          compact
          label={t('token.moreOf', { task: name })}
          actions={REST.filter((key) => !first.includes(key)).map((key) => ({
            key,
            label: t(WIP_EVENTS[key].verb),
            action: task.actions[key],
            danger: key === 'scrap',
            onClick: () => setEvent(key),
          }))}
        />
      </div>
      {event ? (
        <LogDialog token={token} task={task} event={event} onClose={() => setEvent(undefined)} />
      ) : null}
    </li>
  )
}
