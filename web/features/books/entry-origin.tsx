import { IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MoneyText, QuantityText, TimeText } from '../../kit/format.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { sourceName } from '../../kit/source-name.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { moveKind } from '../stock/stock-texts.ts'
import { WIP_EVENTS } from '../tickets/ticket-texts.ts'
import type { Entry } from './books-texts.ts'

type Origin = DataOf<'/api/v1/journal-entries/{id}/origin'>
type Log = NonNullable<Origin['labour']>['logs'][number]
type Move = NonNullable<Origin['moves']>['items'][number]

const useOrigin = (entryId: string) =>
  useQuery(read('/api/v1/journal-entries/{id}/origin', { path: { id: entryId } }))

/** The document that an entry was posted for, by its number, as the way to it. */
export function EntryDocument({ entry }: { entry: Entry }): ReactNode {
  const { t } = useLanguage()
  const { data } = useOrigin(entry.id)
  if (!entry.source) return t('entry.byHand')
  const name = sourceName(t, entry.source.entity)
  if (!data?.document) return <SourceLink entity={entry.source.entity} id={entry.source.id} label={name} />
  const { entity, id, label } = data.document
  const link =
    entity === 'work_token' ? (
      <Link to="/work/$code" params={{ code: label }} className="mono">
        {label}
      </Link>
    ) : (
      <SourceLink entity={entity} id={id} label={<span className="mono">{label}</span>} />
    )
  return (
    <>
      {name} {link}
    </>
  )
}

const OF_WORK = ['labour_applied', 'wip']
const OF_GOODS = ['raw_material', 'finished_goods', 'cogs', 'wip', 'stock_adjustment']

/** From a line down to the minutes or the moves that it is the value of. */
export function BehindLine({ purpose }: { purpose: string | null }) {
  const { t } = useLanguage()
  if (purpose === null) return null
  return (
    <span className="nowrap">
      {OF_WORK.includes(purpose) ? <a href="#work">{t('entry.minutes')}</a> : null}
      {OF_WORK.includes(purpose) && OF_GOODS.includes(purpose) ? ' · ' : null}
      {OF_GOODS.includes(purpose) ? <a href="#moves">{t('entry.moves')}</a> : null}
    </span>
  )
}

function More({ count, shown }: { count: number; shown: number }) {
  const { t } = useLanguage()
  if (count <= shown) return null
  return <p style={{ margin: '0.75rem 1rem' }}>{t('graph.more', { count: count - shown })}</p>
}

/** What an entry is made of: the operators' minutes behind its labour, and the moves behind its material and goods. */
export function EntryOrigin({ entry }: { entry: Entry }) {
  const { t, locale } = useLanguage()
  const origin = useOrigin(entry.id)
  const { data } = origin
  if (origin.isError) return <ErrorPanel error={origin.error} onRetry={() => void origin.refetch()} />
  if (!data) return <div style={{ minHeight: '12rem' }} aria-busy="true" />
  const logs: Column<Log>[] = [
    {
      key: 'what',
      header: t('audit.what'),
      grow: true,
      cell: (log) => `${t(WIP_EVENTS[log.event].text)} · ${(locale === 'th' && log.taskTh) || log.task}`,
    },
    { key: 'who', header: t('work.who'), cell: (log) => log.operator },
    { key: 'at', header: t('audit.when'), cell: (log) => <TimeText value={log.at} /> },
    {
      key: 'minutes',
      header: t('ticket.minutes'),
      align: 'end',
      cell: (log) => <QuantityText value={log.minutes} />,
    },
    {
      key: 'rate',
      header: t('entry.rate'),
      align: 'end',
      phone: 'hide',
      cell: (log) => <MoneyText value={{ amount: log.ratePerHour, currency: log.cost.currency }} />,
    },
    {
      key: 'cost',
      header: t('ticket.cost.labour'),
      align: 'end',
      phone: 'end',
      cell: (log) => <MoneyText value={log.cost} />,
    },
  ]
  const moves: Column<Move>[] = [
    {
      key: 'product',
      header: t('piece.product'),
      grow: true,
      cell: (move) => (
        <>
          <Link to="/products/$id" params={{ id: move.product.id }}>
            {nameIn(locale, move.product)}
          </Link>
          {move.serial ? (
            <>
              {' · '}
              <Link to="/pieces/$id" params={{ id: move.serial.id }} className="mono">
                {move.serial.serial}
              </Link>
            </>
          ) : null}
          {move.lot ? (
            <>
              {' · '}
              <Link to="/stock/lots/$id" params={{ id: move.lot.id }} className="mono">
                {move.lot.code}
              </Link>
            </>
          ) : null}
        </>
      ),
    },
    { key: 'kind', header: t('move.kind'), cell: (move) => moveKind(t, move.kind) },
    {
      key: 'way',
      header: t('move.way'),
      cell: (move) => (
        <span className="nowrap">
          {move.from} <IconArrowRight size={14} aria-label={t('move.to')} style={{ verticalAlign: '-2px' }} />{' '}
          {move.to}
        </span>
      ),
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (move) => <QuantityText value={move.quantity} unit={move.unit} />,
    },
    {
      key: 'value',
      header: t('stock.value'),
      align: 'end',
      phone: 'end',
      cell: (move) => <MoneyText value={move.value} />,
    },
  ]
  return (
    <>
      {data.labour && data.labour.count > 0 ? (
        <Section
          title={t('entry.minutes')}
          id="work"
          flush
          actions={
            <strong>
              <MoneyText value={data.labour.total} />
            </strong>
          }
        >
          <DataTable
            label={t('entry.minutes')}
            columns={logs}
            rows={data.labour.logs}
            rowKey={(log) => log.id}
            link={(log, children) => (
              <Link to="/work/$code" params={{ code: log.tokenCode }} hash={log.id}>
                {children}
              </Link>
            )}
          />
          <More count={data.labour.count} shown={data.labour.logs.length} />
        </Section>
      ) : null}
      {data.moves && data.moves.count > 0 ? (
        <Section title={t('entry.moves')} id="moves" flush>
          <DataTable
            label={t('entry.moves')}
            columns={moves}
            rows={data.moves.items}
            rowKey={(move) => move.id}
          />
          <More count={data.moves.count} shown={data.moves.items.length} />
        </Section>
      ) : null}
    </>
  )
}
