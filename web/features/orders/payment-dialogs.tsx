import { api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Payment } from './order-texts.ts'

/** Says that the money has arrived. */
export function CaptureDialog(props: { payment: Payment; onClose(): void }) {
  const t = useTexts()
  const format = useFormat()
  const { payment } = props
  const capture = useCommand((body: { reference: string; receivedOn?: string }, key) =>
    api.POST('/api/v1/payments/{id}/capture', {
      params: { path: { id: payment.id }, header: idempotent(key) },
      body,
    }),
  )
  return (
    <CommandDialog
      title={t('order.pay')}
      text={t('order.pay.text', { amount: format.money(payment.amount) })}
      submit={t('order.pay')}
      initial={{ reference: '', receivedOn: '' }}
      fields={[
        {
          kind: 'text',
          name: 'reference',
          label: t('payment.reference'),
          hint: t('payment.reference.hint'),
          required: true,
        },
        {
          kind: 'day',
          name: 'receivedOn',
          label: t('payment.receivedOn'),
          hint: t('payment.receivedOn.hint'),
        },
      ]}
      onSubmit={async ({ reference, receivedOn }) => {
        await capture.mutateAsync({
          reference: reference.trim(),
          ...given({ receivedOn: orUndefined(receivedOn) }),
        })
        notify(t('order.paid.done'))
      }}
      onClose={props.onClose}
    />
  )
}

/** Gives money back, all that is left of it or a part. */
export function RefundDialog(props: { payment: Payment; onClose(): void }) {
  const t = useTexts()
  const format = useFormat()
  const { payment } = props
  const { currency } = payment.refundable
  const refund = useCommand(
    (body: { amount: { amount: string; currency: string }; reason: string; reference?: string }, key) =>
      api.POST('/api/v1/payments/{id}/refunds', {
        params: { path: { id: payment.id }, header: idempotent(key) },
        body,
      }),
  )
  return (
    <CommandDialog
      title={t('order.refund')}
      text={t('order.refund.text', { amount: format.money(payment.refundable) })}
      submit={t('order.refund')}
      danger
      initial={{ amount: payment.refundable.amount, reason: '', reference: '' }}
      fields={[
        { kind: 'decimal', name: 'amount', label: t('payment.amountIn', { currency }), required: true },
        { kind: 'paragraph', name: 'reason', label: t('form.reason'), required: true },
        { kind: 'text', name: 'reference', label: t('payment.reference') },
      ]}
      onSubmit={async ({ amount, reason, reference }) => {
        await refund.mutateAsync({
          amount: { amount: amount.trim(), currency },
          reason: reason.trim(),
          ...given({ reference: orUndefined(reference) }),
        })
        notify(t('order.refunded.done'))
      }}
      onClose={props.onClose}
    />
  )
}
