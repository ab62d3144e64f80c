import { IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type Ref, useState } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MinutesText, None, QuantityText, TimeText, unitName, useFormat } from '../../kit/format.tsx'
import graph from '../../kit/graph/graph.module.css'
import { GraphView } from '../../kit/graph/graph-view.tsx'
import { Section } from '../../kit/section.tsx'
import { TableToggle } from '../../kit/table-toggle.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import type { Piece } from './piece-texts.ts'

type Genealogy = DataOf<'/api/v1/genealogy/serials/{id}'>
type Material = Genealogy['materials'][number]
type Operation = Genealogy['operations'][number]

const SIZE = { width: 180, height: 54 }
/** More than so many on one side are told in words; the table has them all. */
const SHOWN = 14

interface Node {
  id: string
  title: string
  sub: string
  to?: LinkProps
  tone?: 'accent' | 'plain'
}

/** What a piece is made of, by whom and how, and where it went. */
export function PieceGenealogy({ piece }: { piece: Piece }) {
  const { t } = useLanguage()
  const genealogy = useQuery(read('/api/v1/genealogy/serials/{id}', { path: { id: piece.id } }))
  const [isTable, setTable] = useState(() => window.innerWidth < 560)
  const { data } = genealogy
  const isEmpty = data && data.materials.length === 0 && data.operations.length === 0
  return (
    <Section
      title={t('piece.genealogy')}
      flush
      actions={
        data && !isEmpty ? (
          <TableToggle
            of={t('piece.genealogy')}
            isTable={isTable}
            picture={<IconSitemap size={16} aria-hidden />}
            onChange={setTable}
          />
        ) : null
      }
    >
      <ErrorPanel error={genealogy.error} onRetry={() => void genealogy.refetch()} />
      {genealogy.isPending ? <div style={{ minHeight: '12rem' }} aria-busy="true" /> : null}
      {isEmpty ? <EmptyState title={t('piece.genealogy.empty')} /> : null}
      {data && !isEmpty && isTable ? <GenealogyTables data={data} /> : null}
      {data && !isEmpty && !isTable ? <GenealogyGraph piece={piece} data={data} /> : null}
    </Section>
  )
}

function GenealogyGraph({ piece, data }: { piece: Piece; data: Genealogy }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const before: Node[] = [
    ...data.materials.map<Node>((material, index) => ({
      id: `material ${index}`,
      title: material.lot?.code ?? nameIn(locale, material.product),
      sub: `${nameIn(locale, material.product)} · ${format.quantity(material.quantity)} ${unitName(t, material.unit)}`,
      to: material.lot
        ? { to: '/stock/lots/$id', params: { id: material.lot.id } }
        : { to: '/products/$id', params: { id: material.product.id } },
    })),
    ...data.operations.map<Node>((operation, index) => ({
      id: `operation ${index}`,
      title: nameOf(locale, operation),
      sub: `${operation.operatorName} · ${t('routing.minutesOf', { minutes: format.minutes(operation.minutes) })}`,
      ...(data.token ? { to: { to: '/work/$code', params: { code: data.token.code } } } : {}),
    })),
  ]
  const rest = before.length - SHOWN
  const shown =
    rest > 0
      ? [
          ...before.slice(0, SHOWN),
          {
            id: 'rest',
            title: t('graph.more', { count: rest }),
            sub: t('graph.more.text'),
            tone: 'plain' as const,
          },
        ]
      : before
  const after: Node[] = []
  if (piece.order)
    after.push({
      id: 'order',
      title: piece.order.number ?? t('piece.order'),
      sub: t('piece.order'),
      ...(piece.order.orderId ? { to: { to: '/orders/$id', params: { id: piece.order.orderId } } } : {}),
    })
  else if (piece.location)
    after.push({ id: 'place', title: piece.location, sub: t('piece.location'), to: { to: '/stock' } })
  const centre: Node = {
    id: 'piece',
    title: piece.serial,
    sub: nameIn(locale, data.product),
    tone: 'accent',
    ...(data.ticket ? { to: { to: '/tickets/$id', params: { id: data.ticket.id } } } : {}),
  }
  const nodes = [...shown, centre, ...after]
  return (
    <GraphView
      label={t('piece.genealogy')}
      current="piece"
      nodes={nodes.map(({ id }) => ({ id, ...(id === 'piece' ? { width: 228, height: 64 } : SIZE) }))}
      edges={[
        ...shown.map(({ id }) => ({ from: id, to: 'piece' })),
        ...after.map(({ id }) => ({ from: 'piece', to: id })),
      ]}
      node={(id, given) => {
        const node = nodes.find((one) => one.id === id)!
        const inside = (
          <>
            <span className={id === 'piece' ? `${graph.title} mono` : graph.title}>{node.title}</span>
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
            title={`${node.title} · ${node.sub}`}
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
  )
}

const nameOf = (locale: 'en' | 'th', operation: Operation): string =>
  (locale === 'th' && operation.nameTh) || operation.name

function GenealogyTables({ data }: { data: Genealogy }) {
  const { t, locale } = useLanguage()
  const materials: Column<Material & { key: number }>[] = [
    {
      key: 'material',
      header: t('bom.component'),
      grow: true,
      cell: (row) => (
        <Link to="/products/$id" params={{ id: row.product.id }}>
          {nameIn(locale, row.product)}
        </Link>
      ),
    },
    {
      key: 'lot',
      header: t('lot.code'),
      cell: (row) =>
        row.lot ? (
          <Link to="/stock/lots/$id" params={{ id: row.lot.id }} className="mono">
            {row.lot.code}
          </Link>
        ) : (
          <None />
        ),
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      phone: 'end',
      cell: (row) => <QuantityText value={row.quantity} unit={row.unit} />,
    },
  ]
  const operations: Column<Operation & { key: number }>[] = [
    { key: 'task', header: t('routing.operation'), grow: true, cell: (row) => nameOf(locale, row) },
    { key: 'who', header: t('work.who'), cell: (row) => row.operatorName },
    {
      key: 'minutes',
      header: t('ticket.minutes'),
      align: 'end',
      phone: 'end',
      cell: (row) => <MinutesText value={row.minutes} />,
    },
    {
      key: 'done',
      header: t('ticket.completedAt'),
      align: 'end',
      cell: (row) => <TimeText value={row.completedAt} />,
    },
  ]
  return (
    <>
      <DataTable
        label={t('ticket.materials')}
        columns={materials}
        rows={data.materials.map((row, key) => ({ ...row, key }))}
        rowKey={(row) => String(row.key)}
      />
      <DataTable
        label={t('ticket.tasks')}
        columns={operations}
        rows={data.operations.map((row, key) => ({ ...row, key }))}
        rowKey={(row) => String(row.key)}
      />
    </>
  )
}
