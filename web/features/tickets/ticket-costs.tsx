import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatMajor, toMinor } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { type Money, MoneyText, None } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Ticket } from './ticket-texts.ts'

interface Row {
  key: 'material' | 'labour' | 'total'
  name: ReactNode
  planned: Money | null
  done: Money | null
  actual: Money
}

const sum = (a: Money | null, b: Money | null): Money | null =>
  a && b && { amount: formatMajor(minor(a) + minor(b), a.currency), currency: a.currency }
const less = (a: Money, b: Money | null): Money | null =>
  b && { amount: formatMajor(minor(a) - minor(b), a.currency), currency: a.currency }
const minor = (value: Money): bigint => toMinor(value.amount, value.currency)

/** What a ticket has cost so far, against what it should have by the standard; each amount leads to what it is made of. */
export function TicketCosts({ ticket }: { ticket: Ticket }) {
  const t = useTexts()
  const { can } = useSession()
  const { costs, standards } = ticket
  const rows: Row[] = [
    {
      key: 'material',
      name: can('inventory.read') ? (
        <Link to="/stock/moves" search={{ ticketId: ticket.id }}>
          {t('ticket.cost.material')}
        </Link>
      ) : (
        t('ticket.cost.material')
      ),
      planned: standards.planned.material,
      done: standards.done.material,
      actual: costs.material,
    },
    {
      key: 'labour',
      name: <a href="#work-log">{t('ticket.cost.labour')}</a>,
      planned: standards.planned.labour,
      done: standards.done.labour,
      actual: costs.labour,
    },
  ]
  const total: Row = {
    key: 'total',
    name: <strong>{t('account.sum')}</strong>,
    planned: sum(standards.planned.material, standards.planned.labour),
    done: sum(standards.done.material, standards.done.labour),
    actual: sum(costs.material, costs.labour)!,
  }
  const columns: Column<Row>[] = [
    { key: 'name', header: t('ticket.costs'), cell: (row) => row.name },
    {
      key: 'planned',
      header: t('ticket.cost.planned'),
      align: 'end',
      cell: (row) => <MoneyText value={row.planned} />,
    },
    {
      key: 'done',
      header: t('ticket.cost.done'),
      align: 'end',
      cell: (row) => <MoneyText value={row.done} />,
    },
    {
      key: 'actual',
      header: t('ticket.cost.actual'),
      align: 'end',
      cell: (row) => (
        <strong>
          <MoneyText value={row.actual} />
        </strong>
      ),
    },
    {
      key: 'over',
      header: t('ticket.cost.over'),
      align: 'end',
      cell: (row) => <Over value={less(row.actual, row.done)} />,
    },
  ]
  return (
    <Section title={t('ticket.costs')} flush>
      <DataTable
        label={t('ticket.costs')}
        columns={columns}
        rows={[...rows, total]}
        rowKey={(row) => row.key}
      />
      <div style={{ padding: '1rem', borderTop: '1px solid var(--line)' }}>
        <Facts>
          <Fact name={t('ticket.cost.finished')}>
            <MoneyText value={costs.finished} />
          </Fact>
          <Fact name={t('ticket.cost.inProcess')}>
            <MoneyText value={costs.inProcess} />
          </Fact>
          <Fact name={t('ticket.cost.variance')}>
            <MoneyText value={costs.variance} />
          </Fact>
        </Facts>
      </div>
    </Section>
  )
}

/** More than the standard is bad news. */
function Over({ value }: { value: Money | null }) {
  if (!value) return <None />
  const tone = value.amount.startsWith('-') ? 'var(--good)' : minor(value) === 0n ? undefined : 'var(--bad)'
  return (
    <span style={tone ? { color: tone } : undefined}>
      <MoneyText value={value} />
    </span>
  )
}
