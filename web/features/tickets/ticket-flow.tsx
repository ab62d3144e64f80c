import { Progress } from '@mantine/core'
import { IconSitemap } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Ref, useState } from 'react'
import { pages } from '../../api/queries.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MinutesText, MoneyText, QuantityText, TimeText, useFormat } from '../../kit/format.tsx'
import graph from '../../kit/graph/graph.module.css'
import { GraphView } from '../../kit/graph/graph-view.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { TableToggle } from '../../kit/table-toggle.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import styles from './ticket-flow.module.css'
import { TicketTasks } from './ticket-parts.tsx'
import { STANDINGS, type Ticket } from './ticket-texts.ts'

type Task = Ticket['tasks'][number]
const SIZE = { width: 188, height: 96 }

/** The operations of a ticket as they follow each other, with what stands at each right now. */
export function TicketFlow({ ticket }: { ticket: Ticket }) {
  const { t } = useLanguage()
  const [isTable, setTable] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const { tasks } = ticket
  if (tasks.length === 0) return null
  const task = tasks.find(({ code }) => code === chosen)
  const isDone = (one: Task) => Number(one.goodQuantity) >= Number(ticket.quantity)
  const edges = tasks.flatMap((one) =>
    one.predecessors.map((from) => {
      const before = tasks.find(({ code }) => code === from)
      return { from, to: one.code, ...(before && isDone(before) ? { tone: 'done' as const } : {}) }
    }),
  )
  return (
    <Section
      title={t('ticket.flow')}
      flush
      actions={
        <TableToggle
          of={t('ticket.flow')}
          isTable={isTable}
          picture={<IconSitemap size={16} aria-hidden />}
          onChange={setTable}
        />
      }
    >
      {isTable ? (
        <TicketTasks ticket={ticket} />
      ) : (
        <>
          <GraphView
            label={t('ticket.flow')}
            nodes={tasks.map(({ code }) => ({ id: code, ...SIZE }))}
            edges={edges}
            current={chosen}
            hint={t('ticket.flow.hint')}
            node={(code, given) => {
              const one = tasks.find((each) => each.code === code)!
              return (
                <button
                  type="button"
                  {...given}
                  ref={given.ref as Ref<HTMLButtonElement>}
                  className={graph.card}
                  data-printed
                  data-tone={Number(one.standing.running) > 0 ? 'busy' : isDone(one) ? 'done' : undefined}
                  data-chosen={code === chosen}
                  aria-expanded={code === chosen}
                  onClick={() => setChosen(code === chosen ? undefined : code)}
                >
                  <TaskCard ticket={ticket} task={one} />
                </button>
              )
            }}
          />
          {task ? <Standing ticket={ticket} task={task} /> : null}
        </>
      )}
    </Section>
  )
}

function TaskCard({ ticket, task }: { ticket: Ticket; task: Task }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const share = (Number(task.goodQuantity) / Number(ticket.quantity)) * 100
  const standing = (['running', 'paused', 'ready'] as const).filter(
    (state) => Number(task.standing[state]) > 0,
  )
  return (
    <>
      <span className={graph.title}>{nameIn(locale, task)}</span>
      <span className={graph.sub}>{task.workCentre}</span>
      <span className={styles.good}>
        <Progress value={share} size={4} className={styles.bar} aria-hidden />
        <span className="numbers">
          {t('ticket.madeOf', {
            good: format.quantity(task.goodQuantity),
            of: format.quantity(ticket.quantity),
          })}
        </span>
      </span>
      <span className={styles.tokens}>
        {standing.length === 0 ? <span className={graph.sub}>{t('ticket.flow.nobody')}</span> : null}
        {standing.map((state) => (
          <span key={state} className={styles.token} data-state={state}>
            {t(STANDINGS[state].of, { quantity: format.quantity(task.standing[state]) })}
          </span>
        ))}
      </span>
    </>
  )
}

/** One operation: what it took so far, and which pieces stand there. */
function Standing({ ticket, task }: { ticket: Ticket; task: Task }) {
  const { t, locale } = useLanguage()
  const work = useInfiniteQuery(
    pages('/api/v1/work-in-process', { query: { ticketId: ticket.id, limit: 200 } }),
  )
  const here = (work.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((row) => row.task.code === task.code)
  return (
    <section className={styles.standing} aria-label={nameIn(locale, task)}>
      <Facts>
        <Fact name={t('ticket.good')}>
          <QuantityText value={task.goodQuantity} unit={ticket.product.unit} />
        </Fact>
        <Fact name={t('ticket.rejected')}>
          <QuantityText value={task.rejectedQuantity} />
        </Fact>
        <Fact name={t('ticket.minutes')}>
          <MinutesText value={task.workedMinutes} />
        </Fact>
        <Fact name={t('routing.minutes')}>
          <QuantityText value={task.standardMinutes} />
        </Fact>
        <Fact name={t('ticket.cost.labour')}>
          <MoneyText value={task.labourCost} />
        </Fact>
      </Facts>
      <ErrorPanel error={work.error} onRetry={() => void work.refetch()} />
      {here.length === 0 ? null : (
        <ul className={styles.pieces} aria-label={t('ticket.flow.here')}>
          {here.map((row) => (
            <li key={row.tokenId}>
              <Link to="/work/$code" params={{ code: row.tokenCode }} className="mono">
                {row.serial ?? row.tokenCode}
              </Link>
              <StateBadge tone={STANDINGS[row.state].tone}>{t(STANDINGS[row.state].text)}</StateBadge>
              {row.operator ? <span>{row.operator}</span> : null}
              {row.runningSince ? (
                <span className={styles.since}>
                  {t('token.since')} <TimeText value={row.runningSince} />
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {work.hasNextPage ? (
        <Link to="/work" className={styles.all}>
          {t('ticket.flow.all')}
        </Link>
      ) : null}
    </section>
  )
}
