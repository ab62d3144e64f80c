import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { MinutesText, MoneyText, None, QuantityText, useFormat } from '../../kit/format.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { nameIn } from '../products/product-texts.ts'
import styles from './ticket-parts.module.css'
import { STANDINGS, type Ticket, TOKEN_STATES } from './ticket-texts.ts'

type TicketToken = Ticket['tokens'][number]
type Task = Ticket['tasks'][number]
type Material = Ticket['materials'][number]

/** The pieces or batches of a ticket, and where each of them is. */
export function TicketTokens({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const taskName = (code: string) => {
    const task = ticket.tasks.find((one) => one.code === code)
    return task ? nameIn(locale, task) : code
  }
  const columns: Column<TicketToken>[] = [
    {
      key: 'code',
      header: t('token.piece'),
      grow: true,
      cell: (token) => <span className="mono">{token.serial?.serial ?? token.code}</span>,
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (token) => <QuantityText value={token.quantity} unit={ticket.product.unit} />,
    },
    {
      key: 'at',
      header: t('token.at'),
      cell: (token) => {
        const busy = token.at.filter(({ state }) => state === 'running' || state === 'paused')
        if (busy.length === 0) return <None />
        return busy
          .map(({ task, operator }) => [taskName(task), operator].filter(Boolean).join(' · '))
          .join(', ')
      },
    },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (token) => (
        <StateBadge tone={TOKEN_STATES[token.state].tone}>{t(TOKEN_STATES[token.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <Section
      title={t('ticket.tokens')}
      flush
      actions={<PrintLabelsButton kind="token" ids={ticket.tokens.map(({ id }) => id)} />}
    >
      {ticket.tokens.length === 0 ? (
        <EmptyState title={t('ticket.noTokens')} text={t('ticket.release.text')} />
      ) : (
        <DataTable
          label={t('ticket.tokens')}
          columns={columns}
          rows={ticket.tokens}
          rowKey={(token) => token.id}
          link={(token, children) => (
            <Link to="/work/$code" params={{ code: token.code }}>
              {children}
            </Link>
          )}
        />
      )}
    </Section>
  )
}

const STANDING_KEYS = ['running', 'paused', 'ready'] as const

/** The operations of a ticket as a table, frozen at its release. */
export function TicketTasks({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const columns: Column<Task>[] = [
    {
      key: 'name',
      header: t('routing.operation'),
      grow: true,
      cell: (task) => (
        <span className={styles.operation}>
          {nameIn(locale, task)}
          <span>{task.workCentre}</span>
        </span>
      ),
    },
    {
      key: 'good',
      header: t('ticket.good'),
      align: 'end',
      cell: (task) => (
        <span className="numbers nowrap">
          {t('ticket.madeOf', {
            good: format.quantity(task.goodQuantity),
            of: format.quantity(ticket.quantity),
          })}
        </span>
      ),
    },
    {
      key: 'rejected',
      header: t('ticket.rejected'),
      align: 'end',
      cell: (task) =>
        task.rejectedQuantity === '0' ? <None /> : <QuantityText value={task.rejectedQuantity} />,
    },
    {
      key: 'minutes',
      header: t('ticket.minutes'),
      align: 'end',
      cell: (task) => <MinutesText value={task.workedMinutes} />,
    },
    {
      key: 'cost',
      header: t('ticket.cost.labour'),
      align: 'end',
      cell: (task) => <MoneyText value={task.labourCost} />,
    },
    {
      key: 'standing',
      header: t('token.at'),
      cell: (task) =>
        STANDING_KEYS.filter((state) => Number(task.standing[state]) > 0)
          .map((state) => t(STANDINGS[state].of, { quantity: format.quantity(task.standing[state]) }))
          .join(', ') || <None />,
    },
    { key: 'running', header: t('ticket.running'), cell: (task) => task.running.join(', ') || <None /> },
  ]
  return (
    <DataTable label={t('ticket.tasks')} columns={columns} rows={ticket.tasks} rowKey={(task) => task.id} />
  )
}

/** What a ticket needs, took, and lacks. */
export function TicketMaterials({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const columns: Column<Material>[] = [
    {
      key: 'name',
      header: t('bom.component'),
      grow: true,
      cell: (material) => <ProductName id={material.productId} name={nameIn(locale, material)} />,
    },
    {
      key: 'required',
      header: t('material.required'),
      align: 'end',
      cell: (material) => <QuantityText value={material.required} unit={material.unit} />,
    },
    {
      key: 'consumed',
      header: t('material.consumed'),
      align: 'end',
      cell: (material) => <QuantityText value={material.consumed} />,
    },
    {
      key: 'reserved',
      header: t('stock.reserved'),
      align: 'end',
      cell: (material) => <QuantityText value={material.reserved} />,
    },
    {
      key: 'short',
      header: t('material.short'),
      align: 'end',
      cell: (material) =>
        material.short === '0' ? (
          <None />
        ) : (
          <StateBadge tone="bad">
            <QuantityText value={material.short} />
          </StateBadge>
        ),
    },
    {
      key: 'available',
      header: t('stock.available'),
      align: 'end',
      phone: 'hide',
      cell: (material) => <QuantityText value={material.available} />,
    },
  ]
  if (ticket.materials.length === 0) return null
  return (
    <Section title={t('ticket.materials')} flush>
      <DataTable
        label={t('ticket.materials')}
        columns={columns}
        rows={ticket.materials}
        rowKey={(material) => material.productId}
        link={(material, children) => (
          <Link to="/products/$id" params={{ id: material.productId }}>
            {children}
          </Link>
        )}
      />
    </Section>
  )
}
