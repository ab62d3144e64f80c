import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { TimeText, useFormat } from '../../kit/format.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { sourceName } from '../../kit/source-name.ts'
import { type PlainKey, useLanguage } from '../../texts/texts.tsx'
import { moveKind } from '../stock/stock-texts.ts'
import { WIP_EVENTS, type WipEvent } from '../tickets/ticket-texts.ts'
import { PieceBadge } from './piece-badge.tsx'
import styles from './piece-page.module.css'
import { PIECE_STATE_KEYS } from './piece-texts.ts'

type Happening = DataOf<'/api/v1/serials/{id}/life'>['items'][number]

const KINDS = {
  state: 'piece.life.state',
  work: 'piece.life.work',
  move: 'piece.life.move',
  ordered: 'piece.life.ordered',
  paid: 'piece.life.paid',
  shipped: 'piece.life.shipped',
  cancelled: 'piece.life.cancelled',
  refunded: 'piece.life.refunded',
  scanned: 'piece.life.scanned',
} as const satisfies Record<Happening['kind'], PlainKey>

/** Everything that happened to a piece, the latest first: states, work, moves, the sale, scans. */
export function PieceLife({ id }: { id: string }) {
  const { t } = useLanguage()
  const life = useQuery(read('/api/v1/serials/{id}/life', { path: { id } }))
  return (
    <Section title={t('piece.life')}>
      <ErrorPanel error={life.error} onRetry={() => void life.refetch()} />
      {life.isPending ? <div style={{ minHeight: '12rem' }} aria-busy="true" /> : null}
      {life.data ? (
        <ol className={styles.life}>
          {life.data.items.map((happening, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two things can be alike in all they say
            <li key={index} data-kind={happening.kind}>
              <div className={styles.event}>
                <What happening={happening} />
                <span className={styles.when}>
                  <TimeText value={happening.at} />
                </span>
              </div>
              <Detail happening={happening} />
              {happening.reason ? <p className={styles.reason}>{happening.reason}</p> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {life.data?.complete === false ? <p className={styles.detail}>{t('piece.life.more')}</p> : null}
    </Section>
  )
}

const isWipEvent = (what: string): what is WipEvent => what in WIP_EVENTS

function What({ happening }: { happening: Happening }): ReactNode {
  const { t, locale } = useLanguage()
  const { kind, what } = happening
  if (kind === 'state') {
    const state = PIECE_STATE_KEYS.find((key) => key === what)
    return state ? <PieceBadge state={state} /> : what
  }
  if (kind === 'work')
    return (
      <strong>
        {isWipEvent(what) ? t(WIP_EVENTS[what].text) : what}:{' '}
        {(locale === 'th' && happening.detailTh) || happening.detail}
      </strong>
    )
  if (kind === 'move') return <strong>{moveKind(t, what)}</strong>
  return <strong>{t(KINDS[kind])}</strong>
}

function Detail({ happening }: { happening: Happening }) {
  const { t } = useLanguage()
  const format = useFormat()
  const { kind, who, from, to, minutes, source, detail } = happening
  const parts: ReactNode[] = []
  if (kind !== 'state') parts.push(t(KINDS[kind]))
  if (who) parts.push(actorName(t, who))
  if (kind === 'ordered' && detail) parts.push(detail)
  if (from && to)
    parts.push(
      <>
        {from} <IconArrowRight size={13} aria-label={t('move.to')} style={{ verticalAlign: '-2px' }} /> {to}
      </>,
    )
  else if (to) parts.push(to)
  if (minutes !== null && minutes !== '0')
    parts.push(t('routing.minutesOf', { minutes: format.minutes(minutes) }))
  if (source)
    parts.push(
      source.entity === 'work_token' && source.label ? (
        <Link to="/work/$code" params={{ code: source.label }}>
          {source.label}
        </Link>
      ) : (
        <SourceLink
          entity={source.entity}
          id={source.id}
          label={source.label ?? sourceName(t, source.entity)}
        />
      ),
    )
  // Said twice otherwise: the kind stands above already.
  const shown = ['ordered', 'paid', 'shipped', 'cancelled', 'refunded', 'scanned', 'move'].includes(kind)
    ? parts.slice(1)
    : parts
  if (shown.length === 0) return null
  return (
    <p className={styles.detail}>
      {shown.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line
        <span key={index}>
          {index > 0 ? ' · ' : ''}
          {part}
        </span>
      ))}
    </p>
  )
}
