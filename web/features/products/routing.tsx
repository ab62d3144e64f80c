import { Button } from '@mantine/core'
import { IconPencil, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, useFormat } from '../../kit/format.tsx'
import graph from '../../kit/graph/graph.module.css'
import { GraphView } from '../../kit/graph/graph-view.tsx'
import { Section } from '../../kit/section.tsx'
import { TableToggle } from '../../kit/table-toggle.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn, type Product } from './product-texts.ts'
import { EVIDENCE_TEXTS, isEvidence, NODE } from './routing-draft.ts'

type Operation = DataOf<'/api/v1/products/{productId}/routing'>['operations'][number]

/** Only who changes a routing needs the tools for it. */
const RoutingEditor = lazy(() => import('./routing-editor.tsx'))

/** The operations a product goes through, and which waits for which. */
export function Routing({ product }: { product: Product }) {
  const { t } = useLanguage()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const [isTable, setTable] = useState(false)
  const routing = useQuery(read('/api/v1/products/{productId}/routing', { path: { productId: product.id } }))
  const hasNone = routing.error?.code === 'not_found'
  if (product.kind === 'service' || (product.kind === 'material' && hasNone)) return null
  const title = routing.data ? t('routing.title', { version: routing.data.version }) : t('routing.none')
  return (
    <Section
      title={title}
      flush
      actions={
        <div style={{ display: 'flex', gap: '0.5rem' }}>
          {routing.data ? (
            <TableToggle
              of={title}
              isTable={isTable}
              picture={<IconSitemap size={16} aria-hidden />}
              onChange={setTable}
            />
          ) : null}
          {can('catalog.routing.save') && product.deletedAt === null && !routing.isPending ? (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPencil size={14} aria-hidden />}
              onClick={() => setOpen(true)}
            >
              {t(hasNone ? 'routing.make' : 'routing.change')}
            </Button>
          ) : null}
        </div>
      }
    >
      {routing.isPending ? <div style={{ minHeight: '8rem' }} aria-busy="true" /> : null}
      {hasNone ? <EmptyState title={t('routing.empty')} text={t('routing.empty.text')} /> : null}
      {routing.isError && !hasNone ? (
        <ErrorPanel error={routing.error} onRetry={() => void routing.refetch()} />
      ) : null}
      {routing.data && isTable ? <RoutingTable title={title} operations={routing.data.operations} /> : null}
      {routing.data && !isTable ? <RoutingGraph title={title} operations={routing.data.operations} /> : null}
      {isOpen ? (
        <Suspense>
          <RoutingEditor
            product={product}
            operations={routing.data?.operations ?? []}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </Section>
  )
}

function RoutingGraph(props: { title: string; operations: readonly Operation[] }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { operations } = props
  return (
    <GraphView
      label={props.title}
      nodes={operations.map(({ code }) => ({ id: code, ...NODE }))}
      edges={operations.flatMap((one) => one.predecessors.map((from) => ({ from, to: one.code })))}
      node={(code, given) => {
        const operation = operations.find((one) => one.code === code)!
        const after = operation.predecessors
          .map((before) => operations.find((one) => one.code === before))
          .flatMap((before) => (before ? [nameIn(locale, before)] : []))
        return (
          <div
            {...given}
            ref={given.ref as React.Ref<HTMLDivElement>}
            role="img"
            aria-label={[
              nameIn(locale, operation),
              operation.workCentre,
              t('routing.minutesOf', { minutes: format.quantity(operation.standardMinutes) }),
              after.length === 0
                ? t('routing.first')
                : t('routing.afterOf', { operations: after.join(', ') }),
            ].join(', ')}
            className={graph.card}
          >
            <span className={graph.title}>{nameIn(locale, operation)}</span>
            <span className={graph.sub}>{operation.workCentre}</span>
            <span className={graph.sub}>
              {[
                t('routing.minutesOf', { minutes: format.quantity(operation.standardMinutes) }),
                ...operation.evidence.map((kind) => (isEvidence(kind) ? t(EVIDENCE_TEXTS[kind]) : kind)),
              ].join(' · ')}
            </span>
          </div>
        )
      }}
    />
  )
}

function RoutingTable(props: { title: string; operations: readonly Operation[] }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const nameOfCode = (code: string) => {
    const found = props.operations.find((operation) => operation.code === code)
    return found ? nameIn(locale, found) : code
  }
  const columns: Column<Operation>[] = [
    {
      key: 'name',
      header: t('routing.operation'),
      grow: true,
      cell: (operation) => nameIn(locale, operation),
    },
    { key: 'centre', header: t('routing.workCentre'), cell: (operation) => operation.workCentre },
    {
      key: 'after',
      header: t('routing.after'),
      cell: (operation) =>
        operation.predecessors.length === 0 ? <None /> : operation.predecessors.map(nameOfCode).join(', '),
    },
    {
      key: 'minutes',
      header: t('routing.minutes'),
      align: 'end',
      cell: (operation) => <span className="numbers">{format.quantity(operation.standardMinutes)}</span>,
    },
    {
      key: 'setup',
      header: t('routing.setup'),
      align: 'end',
      cell: (operation) => <span className="numbers">{format.quantity(operation.setupMinutes)}</span>,
    },
    {
      key: 'evidence',
      header: t('routing.evidence'),
      cell: (operation) =>
        operation.evidence.length === 0 ? (
          <None />
        ) : (
          operation.evidence.map((kind) => (isEvidence(kind) ? t(EVIDENCE_TEXTS[kind]) : kind)).join(', ')
        ),
    },
  ]
  return (
    <DataTable
      label={props.title}
      columns={columns}
      rows={props.operations}
      rowKey={(operation) => operation.code}
    />
  )
}
