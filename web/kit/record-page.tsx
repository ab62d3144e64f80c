import { ActionIcon } from '@mantine/core'
import { IconChevronLeft, IconLock, IconPrinter, IconTrash } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { toProblem } from '../api/problem.ts'
import { useSession } from '../session/session.tsx'
import { useTexts } from '../texts/texts.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { Page } from './page.tsx'
import { remember } from './recent.ts'
import styles from './record-page.module.css'
import { Section } from './section.tsx'

const Activity = lazy(() => import('./timeline.tsx'))

/** The page of one record: shows what it was given once it is there, and what went wrong if it is not. */
export function RecordPage<Data>(props: {
  query: UseQueryResult<Data>
  /** The way back to the list; on wide pages the breadcrumbs say the same. */
  back: ReactNode
  /** It leads to another record, which the breadcrumbs do not know. */
  backIsRecord?: boolean
  title(record: Data): string
  badge?: (record: Data) => ReactNode
  below?: (record: Data) => ReactNode
  actions?: (record: Data) => ReactNode
  /** What the audit log calls it: its files, history and comments are shown below. */
  activity?: { entity: string; id: string }
  /** Beside the button that prints the page: what prints labels of the record. */
  labels?: (record: Data) => ReactNode
  children(record: Data): ReactNode
}) {
  const t = useTexts()
  const { query } = props
  useRemembered(query.data === undefined ? undefined : props.title(query.data))
  const above = (
    <div className={styles.back} data-record={props.backIsRecord}>
      {props.back}
    </div>
  )
  if (query.data === undefined) {
    return (
      <Page title={query.isPending ? t('record.loading') : t('record.failed')} above={above}>
        {query.isPending ? (
          <Section>
            <div className={styles.waiting} aria-busy="true" />
          </Section>
        ) : (
          <Absent error={query.error} onRetry={() => void query.refetch()} />
        )}
      </Page>
    )
  }
  const record = query.data
  return (
    <Page
      title={props.title(record)}
      badge={props.badge?.(record)}
      above={above}
      below={props.below?.(record)}
      actions={
        <>
          {props.actions?.(record)}
          {props.labels?.(record)}
          <ActionIcon
            size="input-sm"
            variant="default"
            aria-label={t('action.print')}
            title={t('action.print')}
            onClick={() => window.print()}
          >
            <IconPrinter size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </>
      }
    >
      {props.children(record)}
      {props.activity ? (
        <Suspense fallback={null}>
          <Activity key={props.activity.id} {...props.activity} />
        </Suspense>
      ) : null}
    </Page>
  )
}

/** In place of a record that cannot be shown: gone, not for this role any more, or not to be had right now. */
function Absent(props: { error: unknown; onRetry(): void }) {
  const t = useTexts()
  const { code } = toProblem(props.error)
  if (code !== 'not_found' && code !== 'auth.forbidden')
    return <ErrorPanel error={props.error} onRetry={props.onRetry} />
  const isGone = code === 'not_found'
  return (
    <div role="alert">
      <EmptyState
        icon={isGone ? <IconTrash size={32} stroke={1.25} /> : <IconLock size={32} stroke={1.25} />}
        title={t(isGone ? 'error.gone' : 'error.forbidden')}
        text={t(isGone ? 'error.gone.detail' : 'error.forbidden.detail')}
      />
    </div>
  )
}

/** Puts the record among those that were looked at lately. */
function useRemembered(title: string | undefined): void {
  const { me, workshop } = useSession()
  const page = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    if (title !== undefined) remember(workshop.id, me.id ?? me.name, { page, title })
  }, [title, page, workshop.id, me.id, me.name])
}

/** The chevron before the name of the list that a record is one of. */
export function BackMark() {
  return <IconChevronLeft size={14} stroke={2} aria-hidden className={styles.chevron} />
}

/** The main part of a record and, beside it or below, the rest. */
export function Columns(props: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>{props.main}</div>
      <div className={styles.stack}>{props.side}</div>
    </div>
  )
}

/** Names and values of a record. */
export function Facts(props: { children: ReactNode }) {
  return <dl className={styles.facts}>{props.children}</dl>
}

export function Fact(props: { name: string; children: ReactNode; wide?: boolean; long?: boolean }) {
  return (
    <div className={styles.fact} data-wide={props.wide} data-long={props.long}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  )
}
