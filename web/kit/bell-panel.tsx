import { Button } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { type ItemOf, useCommand } from '../api/queries.ts'
import { useTexts } from '../texts/texts.tsx'
import styles from './bell-panel.module.css'
import { EmptyState } from './empty-state.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { TimeText } from './format.tsx'
import { noticesQuery } from './notices-query.ts'
import { SourceLink } from './source-link.tsx'
import { sourceName } from './source-name.ts'

type Notice = ItemOf<'/api/v1/notices'>
const SENTENCES = {
  mention: 'notice.mention',
  order_placed: 'notice.orderPlaced',
  payment_received: 'notice.paymentReceived',
  payment_overdue: 'notice.paymentOverdue',
  ticket_late: 'notice.ticketLate',
  stock_low: 'notice.stockLow',
} as const

/** Where many of them at once are to be seen. */
const MANY = {
  payment_overdue: {
    text: 'notice.paymentOverdue.many',
    link: { to: '/orders', search: { state: 'placed' } },
  },
  ticket_late: { text: 'notice.ticketLate.many', link: { to: '/tickets', search: { state: 'overdue' } } },
  stock_low: { text: 'notice.stockLow.many', link: { to: '/stock' } },
} as const satisfies Partial<Record<Notice['kind'], unknown>>

/** Everything that I was told, newest first. Going to what it is about reads it. */
export default function BellPanel({ onClose }: { onClose(): void }) {
  const t = useTexts()
  const notices = useInfiniteQuery(noticesQuery())
  const rows = notices.data?.pages.flatMap((page) => page.items) ?? []
  const unread = notices.data?.pages[0]?.unread ?? 0
  const readAll = useCommand((upTo: string) => api.POST('/api/v1/notices/read-all', { body: { upTo } }))
  const readOne = useCommand((id: string) =>
    api.POST('/api/v1/notices/{id}/read', { params: { path: { id } } }),
  )
  const newest = rows[0]
  return (
    <div className={styles.panel}>
      <header className={styles.header}>
        <h2 id="bell-title" className={styles.title}>
          {t('bell.label')}
        </h2>
        {unread > 0 && newest ? (
          <Button
            variant="subtle"
            size="compact-xs"
            loading={readAll.isPending}
            onClick={() => readAll.mutate(newest.id)}
          >
            {t('bell.readAll')}
          </Button>
        ) : null}
      </header>
      <ErrorPanel error={notices.error ?? readAll.error ?? readOne.error} />
      {rows.length === 0 && notices.isSuccess ? (
        <EmptyState
          icon={<IconBell size={28} stroke={1.25} />}
          title={t('bell.none')}
          text={t('bell.none.text')}
        />
      ) : null}
      <ul className={styles.list} aria-label={t('bell.label')}>
        {rows.map((notice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: a link in it is what is clicked, or entered
          <li
            key={notice.id}
            className={styles.notice}
            data-unread={notice.readAt === null}
            onClick={(event) => {
              if (!(event.target instanceof Element) || !event.target.closest('a')) return
              if (notice.readAt === null) readOne.mutate(notice.id)
              onClose()
            }}
          >
            <OneNotice notice={notice} />
          </li>
        ))}
      </ul>
      {notices.hasNextPage ? (
        <Button
          fullWidth
          variant="subtle"
          size="compact-sm"
          loading={notices.isFetchingNextPage}
          onClick={() => void notices.fetchNextPage()}
        >
          {t('timeline.earlier')}
        </Button>
      ) : null}
    </div>
  )
}

function OneNotice({ notice }: { notice: Notice }) {
  const t = useTexts()
  const many = notice.kind in MANY ? MANY[notice.kind as keyof typeof MANY] : undefined
  const about = notice.label ?? sourceName(t, notice.entity)
  return (
    <>
      <p className={styles.sentence}>
        {notice.readAt === null ? <span className="visually-hidden">{t('bell.isUnread')} </span> : null}
        {many && notice.count > 1 ? (
          <Link {...many.link}>{t.count(many.text, notice.count)}</Link>
        ) : (
          <>
            {t(SENTENCES[notice.kind], { actor: notice.actor })}{' '}
            <SourceLink entity={notice.entity} id={notice.entityId} label={about} />
          </>
        )}
      </p>
      {notice.excerpt === null ? null : <p className={styles.excerpt}>{notice.excerpt}</p>}
      <p className={styles.when}>
        <TimeText value={notice.at} />
      </p>
    </>
  )
}
