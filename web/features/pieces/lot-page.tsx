import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { DateText, QuantityText, TimeText, unitName, useFormat } from '../../kit/format.tsx'
import graph from '../../kit/graph/graph.module.css'
import { GraphView } from '../../kit/graph/graph-view.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { PieceBadge } from './piece-badge.tsx'
import styles from './piece-page.module.css'
import { PIECE_STATE_KEYS } from './piece-texts.ts'

type Summary = DataOf<'/api/v1/genealogy/lots/{id}/summary'>
const route = getRouteApi('/desk/stock/lots/$id')

/** A lot of material and every piece that has it: summed up first, however many they are, then page by page. */
export default function LotPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { id } = route.useParams()
  const lot = useQuery(read('/api/v1/genealogy/lots/{id}/summary', { path: { id } }))
  return (
    <RecordPage
      query={lot}
      back={
        <Link to="/stock/lots">
          <BackMark />
          {t('stock.lots')}
        </Link>
      }
      title={(record) => record.code}
      below={(record) => (
        <Link to="/products/$id" params={{ id: record.product.id }}>
          {nameIn(locale, record.product)}
        </Link>
      )}
    >
      {(record) => (
        <Columns
          main={
            <>
              <WhereItWent lot={record} />
              <PiecesOfLot lot={record} />
            </>
          }
          side={<LotFacts lot={record} />}
        />
      )}
    </RecordPage>
  )
}

function LotFacts({ lot }: { lot: Summary }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  return (
    <Section title={t('lot.facts')}>
      <Facts>
        <Fact name={t('lot.pieces')}>
          <span className="numbers">{format.count(lot.pieces)}</span>
        </Fact>
        <Fact name={t('lot.used')}>
          <QuantityText value={lot.quantity} unit={lot.unit} />
        </Fact>
        <Fact name={t('stock.onHand')}>
          <QuantityText value={lot.onHand} unit={lot.unit} />
        </Fact>
        <Fact name={t('lot.receivedOn')}>
          <DateText value={lot.receivedOn} />
        </Fact>
        {lot.note ? (
          <Fact name={t('form.note')} wide>
            {lot.note}
          </Fact>
        ) : null}
        {lot.states.length === 0 ? null : (
          <Fact name={t('lot.states')} wide>
            <span className={styles.states}>
              {lot.states.map(({ state, pieces }) => {
                const known = PIECE_STATE_KEYS.find((key) => key === state)
                return (
                  <span key={state}>
                    {known ? <PieceBadge state={known} /> : state}{' '}
                    <span className="numbers">{format.count(pieces)}</span>
                  </span>
                )
              })}
            </span>
          </Fact>
        )}
        {lot.products.length === 0 ? null : (
          <Fact name={t('lot.products')} wide>
            <span className={styles.products}>
              {lot.products.map((product) => (
                <span key={product.id}>
                  <Link to="/products/$id" params={{ id: product.id }}>
                    {nameIn(locale, product)}
                  </Link>{' '}
                  <span className="numbers">{format.count(product.pieces)}</span>
                </span>
              ))}
            </span>
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

/** All pieces of a lot, as a list with everything that lists have. */
const piecesOf = (lotId: string): LinkProps => ({ to: '/pieces', search: { lotId } }) as LinkProps

function WhereItWent({ lot }: { lot: Summary }) {
  const { t } = useLanguage()
  const format = useFormat()
  if (lot.tickets.length === 0) return null
  const rest = lot.ticketCount - lot.tickets.length
  const restPieces = lot.pieces - lot.tickets.reduce((sum, { pieces }) => sum + pieces, 0)
  const nodes: { id: string; title: string; sub: string; to?: LinkProps; tone?: string }[] = [
    {
      id: 'lot',
      title: lot.code,
      sub: `${format.quantity(lot.quantity)} ${unitName(t, lot.unit)}`,
      tone: 'accent',
    },
    ...lot.tickets.map((ticket) => ({
      id: ticket.id,
      title: `${ticket.number} · ${ticket.productSku}`,
      sub: `${t.count('lot.piecesOf', ticket.pieces)} · ${format.quantity(ticket.quantity)} ${unitName(t, lot.unit)}`,
      to: { to: '/tickets/$id', params: { id: ticket.id } } as LinkProps,
    })),
  ]
  if (rest > 0)
    nodes.push({
      id: 'rest',
      title: t('graph.more', { count: rest }),
      sub: t.count('lot.piecesOf', restPieces),
      to: piecesOf(lot.id),
      tone: 'plain',
    })
  return (
    <Section title={t('lot.wentTo')} flush>
      <GraphView
        label={t('lot.wentTo')}
        nodes={nodes.map(({ id }) => ({ id, width: 224, height: 54 }))}
        edges={nodes.slice(1).map(({ id }) => ({ from: 'lot', to: id }))}
        node={(id, given) => {
          const node = nodes.find((one) => one.id === id)!
          const inside = (
            <>
              <span className={graph.title}>{node.title}</span>
              <span className={graph.sub}>{node.sub}</span>
            </>
          )
          return node.to ? (
            <Link
              {...node.to}
              {...given}
              ref={given.ref as Ref<HTMLAnchorElement>}
              className={graph.card}
              data-tone={node.tone}
            >
              {inside}
            </Link>
          ) : (
            <div
              {...given}
              ref={given.ref as Ref<HTMLDivElement>}
              role="img"
              aria-label={`${node.title}, ${node.sub}`}
              className={graph.card}
              data-tone={node.tone}
            >
              {inside}
            </div>
          )
        }}
      />
    </Section>
  )
}

type Row = DataOf<'/api/v1/genealogy/lots/{id}'>['items'][number]

/** So many are on the page; all of them are in the list, which draws only what is in sight. */
const SHOWN = 50

function PiecesOfLot({ lot }: { lot: Summary }) {
  const t = useTexts()
  const format = useFormat()
  const pieces = useQuery(
    read('/api/v1/genealogy/lots/{id}', { path: { id: lot.id }, query: { limit: SHOWN } }),
  )
  const rows = pieces.data?.items ?? []
  const columns: Column<Row>[] = [
    {
      key: 'piece',
      header: t('token.piece'),
      grow: true,
      cell: (row) => (
        <span className={styles.products}>
          {row.serial ? (
            <Link to="/pieces/$id" params={{ id: row.serial.id }} className="mono">
              {row.serial.serial}
            </Link>
          ) : (
            <Link to="/work/$code" params={{ code: row.token.code }} className="mono">
              {row.token.code}
            </Link>
          )}
          {row.product.name}
        </span>
      ),
    },
    {
      key: 'ticket',
      header: t('piece.ticket'),
      phone: 'hide',
      cell: (row) => (
        <Link to="/tickets/$id" params={{ id: row.ticket.id }} className="mono">
          {row.ticket.number}
        </Link>
      ),
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (row) => <QuantityText value={row.quantity} unit={lot.unit} />,
    },
    { key: 'at', header: t('audit.when'), phone: 'hide', cell: (row) => <TimeText value={row.at} /> },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => {
        const state = PIECE_STATE_KEYS.find((key) => key === row.serial?.state)
        return state ? <PieceBadge state={state} /> : null
      },
    },
  ]
  return (
    <Section
      title={t('lot.pieces')}
      flush
      actions={
        lot.states.length > 0 && lot.pieces > 1 ? (
          <Link {...piecesOf(lot.id)}>{t('lot.allPieces', { count: format.count(lot.pieces) })}</Link>
        ) : null
      }
    >
      <ErrorPanel error={pieces.error} onRetry={() => void pieces.refetch()} />
      {pieces.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('lot.noPieces')} />
      ) : (
        <DataTable
          label={t('lot.pieces')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.token.id} ${row.serial?.id ?? ''} ${row.at} ${row.quantity}`}
          skeletons={pieces.isPending ? 8 : 0}
        />
      )}
      {pieces.data?.next ? (
        <p className={styles.rest}>
          {t('lot.firstPieces', { shown: rows.length, count: format.count(lot.pieces) })}
        </p>
      ) : null}
    </Section>
  )
}
