import { useState } from 'react'
import { ActionButton } from '../../kit/action-button.tsx'
import { DateText, MoneyText, TimeText } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import styles from './order-payments.module.css'
import { type Order, PAYMENT_STATES, type Payment } from './order-texts.ts'
import { CaptureDialog, RefundDialog } from './payment-dialogs.tsx'

/** How the order was or will be paid, and what was given back. */
export function PaymentList({ order }: { order: Order }) {
  return (
    <div className={styles.payments}>
      {order.payments.map((payment) => (
        <OnePayment key={payment.id} payment={payment} />
      ))}
    </div>
  )
}

function OnePayment({ payment }: { payment: Payment }) {
  const { t, locale } = useLanguage()
  const [open, setOpen] = useState<'capture' | 'refund'>()
  const { text, tone } = PAYMENT_STATES[payment.state]
  return (
    <article>
      <header className={styles.header}>
        <strong>{(locale === 'th' && payment.methodNameTh) || payment.methodName}</strong>
        <StateBadge tone={tone}>{t(text)}</StateBadge>
        <span className={styles.actions}>
          {payment.state === 'pending' ? (
            <ActionButton
              size="compact-sm"
              variant="default"
              action={payment.actions.capture}
              onClick={() => setOpen('capture')}
            >
              {t('order.pay')}
            </ActionButton>
          ) : null}
          {payment.state === 'captured' ? (
            <ActionButton
              size="compact-sm"
              variant="default"
              action={payment.actions.refund}
              onClick={() => setOpen('refund')}
            >
              {t('order.refund')}
            </ActionButton>
          ) : null}
        </span>
      </header>
      <Facts>
        <Fact name={t('order.amount')}>
          <MoneyText value={payment.amount} />
        </Fact>
        <Fact name={t('payment.captured')}>
          <MoneyText value={payment.captured} />
        </Fact>
        <Fact name={t('payment.refunded')}>
          <MoneyText value={payment.refunded} />
        </Fact>
        {payment.state === 'pending' && payment.dueOn !== null ? (
          <Fact name={t('payment.dueOn')}>
            <DateText value={payment.dueOn} />
          </Fact>
        ) : null}
        {payment.capturedAt ? (
          <Fact name={t('payment.capturedAt')}>
            <TimeText value={payment.capturedAt} />
          </Fact>
        ) : null}
        {payment.reference ? <Fact name={t('payment.reference')}>{payment.reference}</Fact> : null}
      </Facts>
      {payment.refunds.length === 0 ? null : (
        <ul className={styles.refunds}>
          {payment.refunds.map((refund) => (
            <li key={refund.id}>
              <MoneyText value={refund.amount} /> · {refund.reason} · {refund.refundedBy ?? ''}{' '}
              <TimeText value={refund.refundedAt} />
              {refund.creditNoteNumber ? <span className="mono"> · {refund.creditNoteNumber}</span> : null}
            </li>
          ))}
        </ul>
      )}
      {open === 'capture' ? <CaptureDialog payment={payment} onClose={() => setOpen(undefined)} /> : null}
      {open === 'refund' ? <RefundDialog payment={payment} onClose={() => setOpen(undefined)} /> : null}
    </article>
  )
}
