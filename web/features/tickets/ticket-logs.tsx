import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { pages, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MinutesText, MoneyText, None, TimeText } from '../../kit/format.tsx'
import { EndlessTable } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './ticket-logs.module.css'
import { WIP_EVENTS, type WipLog } from './ticket-texts.ts'

/** What people logged, the latest first; what was wrong is taken back by another log. */
export function TicketLogs(props: { ticketId?: string; tokenId?: string }) {
  const t = useTexts()
  const [chosen, setChosen] = useState<WipLog>()
  const logs = useInfiniteQuery(pages('/api/v1/wip-logs', { query: { ...props, limit: 20 } }))
  const reverse = useCommand(({ id, reason }: { id: string; reason: string | undefined }) =>
    api.POST('/api/v1/wip-logs/{id}/reverse', {
      params: { path: { id } },
      body: reason === undefined ? {} : { reason },
    }),
  )
  const columns: Column<WipLog>[] = [
    {
      key: 'event',
      header: t('audit.what'),
      grow: true,
      cell: (log) => (
        <div>
          {t(WIP_EVENTS[log.event].text)} · {log.taskName}
          {log.reversesId ? (
            <>
              {' '}
              <StateBadge tone="plain">{t('wip.takesBack')}</StateBadge>
            </>
          ) : null}
          {log.reversedById ? (
            <>
              {' '}
              <StateBadge tone="plain">{t('wip.takenBack')}</StateBadge>
            </>
          ) : null}
          {log.note ? <p className={styles.note}>{log.note}</p> : null}
          {log.photos.length === 0 ? null : (
            <p className={styles.note}>
              {log.photos.map((photo, index) => (
                <a
                  key={photo}
                  href={photo.startsWith('/') ? photo : `/files/${photo}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {t('wip.photo', { number: index + 1 })}
                </a>
              ))}
            </p>
          )}
        </div>
      ),
    },
    ...(props.tokenId === undefined
      ? [
          {
            key: 'token',
            header: t('token.piece'),
            phone: 'hide',
            cell: (log) => (
              <Link to="/work/$code" params={{ code: log.tokenCode }} className="mono">
                {log.tokenCode}
              </Link>
            ),
          } satisfies Column<WipLog>,
        ]
      : []),
    {
      key: 'who',
      header: t('audit.who'),
      cell: (log) => [log.operatorName, log.toOperatorName].filter(Boolean).join(' → '),
    },
    {
      key: 'minutes',
      header: t('ticket.minutes'),
      align: 'end',
      cell: (log) => (log.minutes === '0' ? <None /> : <MinutesText value={log.minutes} />),
    },
    {
      key: 'cost',
      header: t('ticket.cost.labour'),
      align: 'end',
      phone: 'hide',
      cell: (log) => (log.minutes === '0' ? <None /> : <MoneyText value={log.labourCost} />),
    },
    { key: 'at', header: t('audit.when'), align: 'end', cell: (log) => <TimeText value={log.deviceAt} /> },
    {
      key: 'action',
      header: '',
      align: 'end',
      phone: 'end',
      cell: (log) =>
        log.actions.reverse.allowed ? (
          <ActionButton
            size="compact-sm"
            variant="default"
            action={log.actions.reverse}
            onClick={() => setChosen(log)}
          >
            {t('wip.takeBack')}
          </ActionButton>
        ) : null,
    },
  ]
  return (
    <Section title={t('ticket.logs')} id="work-log" flush>
      <EndlessTable
        label={t('ticket.logs')}
        columns={columns}
        query={logs}
        empty={<EmptyState title={t('ticket.noLogs')} text={t('ticket.noLogs.text')} />}
      />
      {chosen ? (
        <ConfirmDialog
          title={t('wip.takeBack')}
          text={t('wip.takeBack.text')}
          submit={t('wip.takeBack')}
          danger
          reason="asked"
          onConfirm={async (reason) => {
            await reverse.mutateAsync({ id: chosen.id, reason })
            notify(t('done.saved'))
          }}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </Section>
  )
}
