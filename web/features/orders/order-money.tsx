import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatMajor, toMinor } from '../../../shared/money.ts'
import { read } from '../../api/queries.ts'
import { DateText, MoneyText } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Steps } from './order-goods.tsx'
import styles from './order-page.module.css'
import { PaymentList } from './order-payments.tsx'
import type { Order } from './order-texts.ts'

/** How far the money is: invoiced, paid, given back; each document with the way to it. */
export function OrderMoney({ order }: { order: Order }) {
  const t = useTexts()
  const { can } = useSession()
  const minor = ({ amount, currency }: Order['total']) => toMinor(amount, currency)
  const credited = order.invoices
    .filter(({ kind }) => kind === 'credit_note')
    .reduce((sum, { gross }) => sum + minor(gross), 0n)
  // What a credit note took back of an order that was never paid is not owed any more.
  const owed = minor(order.total) - minor(order.paid) - (order.paidAt === null ? credited : 0n)
  const { currency } = order.total
  const invoice = order.invoices.find(({ kind }) => kind === 'invoice')
  return (
    <Section title={t('order.money')}>
      <Steps
        steps={[
          { name: t('order.invoiced'), at: invoice ? order.placedAt : null },
          ...(order.cancelledAt !== null && order.paidAt === null
            ? [{ name: t('order.state.cancelled'), at: order.cancelledAt }]
            : [{ name: t('order.paidAt'), at: order.paidAt }]),
          ...(order.refundedAt === null ? [] : [{ name: t('order.state.refunded'), at: order.refundedAt }]),
        ]}
      />
      <Facts>
        <Fact name={t('order.total')}>
          <strong>
            <MoneyText value={order.total} />
          </strong>
        </Fact>
        <Fact name={t('payment.captured')}>
          <MoneyText value={order.paid} />
        </Fact>
        <Fact name={t('payment.refunded')}>
          <MoneyText value={order.refunded} />
        </Fact>
        <Fact name={t('order.owed')}>
          <span data-owed={owed > 0n} className={styles.owed}>
            <MoneyText value={{ amount: formatMajor(owed > 0n ? owed : 0n, currency), currency }} />
          </span>
        </Fact>
      </Facts>
      {order.invoices.length === 0 ? null : (
        <>
          <h3 className={styles.part}>{t('order.invoices')}</h3>
          <ul className={styles.invoices}>
            {order.invoices.map((one) => (
              <li key={one.id}>
                <Link to="/books/invoices/$id" params={{ id: one.id }} className="mono">
                  {one.number}
                </Link>
                <span>
                  {t(one.kind === 'invoice' ? 'invoice.kind.invoice' : 'invoice.kind.credit_note')} ·{' '}
                  <DateText value={one.date} />
                </span>
                <MoneyText value={one.gross} />
              </li>
            ))}
          </ul>
        </>
      )}
      <section aria-label={t('order.payments')}>
        <h3 className={styles.part}>{t('order.payments')}</h3>
        <PaymentList order={order} />
      </section>
      {can('accounting.read') ? <InTheBooks order={order} /> : null}
    </Section>
  )
}

/** The entries that the ledger has of the order itself; those of its payments are on the payments' side of the books. */
function InTheBooks({ order }: { order: Order }) {
  const t = useTexts()
  const entries = useQuery(
    read('/api/v1/journal-entries', { query: { sourceEntity: 'order', sourceId: order.id, limit: 50 } }),
  )
  const items = entries.data?.items ?? []
  if (items.length === 0) return null
  return (
    <>
      <h3 className={styles.part}>{t('order.books')}</h3>
      <ul className={styles.invoices}>
        {items.map((entry) => (
          <li key={entry.id}>
            <Link to="/books/entries/$id" params={{ id: entry.id }}>
              {entry.memo}
            </Link>
            <span>
              <DateText value={entry.date} />
            </span>
            <MoneyText value={entry.total} />
          </li>
        ))}
      </ul>
    </>
  )
}
