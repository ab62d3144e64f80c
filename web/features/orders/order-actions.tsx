import { useState } from 'react'
import { api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Order } from './order-texts.ts'
import { CaptureDialog, RefundDialog } from './payment-dialogs.tsx'

type Open = 'pay' | 'ship' | 'refund' | 'cancel'

/** What an order is waiting for, first; what else it allows, in the menu. */
export function OrderActions({ order }: { order: Order }) {
  const t = useTexts()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const ship = useCommand((body: { trackingNumber?: string; trackingUrl?: string }, key) =>
    api.POST('/api/v1/orders/{id}/ship', {
      params: { path: { id: order.id }, header: idempotent(key) },
      body,
    }),
  )
  const cancel = useCommand((reason: string, key) =>
    api.POST('/api/v1/orders/{id}/cancel', {
      params: { path: { id: order.id }, header: idempotent(key) },
      body: { reason },
    }),
  )
  const pending = order.payments.find((payment) => payment.actions.capture.allowed)
  const refundable = order.payments.find((payment) => payment.actions.refund.allowed)
  return (
    <>
      {order.state === 'placed' || order.state === 'paid' ? (
        <>
          {order.state === 'placed' ? (
            <ActionButton action={order.actions.pay} onClick={() => setOpen('pay')}>
              {t('order.pay')}
            </ActionButton>
          ) : null}
          <ActionButton
            action={order.actions.ship}
            variant={order.state === 'paid' ? 'filled' : 'default'}
            onClick={() => setOpen('ship')}
          >
            {t('order.ship')}
          </ActionButton>
        </>
      ) : null}
      <ActionMenu
        label={t('action.more')}
        actions={[
          {
            key: 'refund',
            label: t('order.refund'),
            action: order.actions.refund,
            onClick: () => setOpen('refund'),
          },
          {
            key: 'cancel',
            label: t('order.cancel'),
            action: order.actions.cancel,
            danger: true,
            onClick: () => setOpen('cancel'),
          },
        ]}
      />
      {open === 'pay' && pending ? <CaptureDialog payment={pending} onClose={close} /> : null}
      {open === 'refund' && refundable ? <RefundDialog payment={refundable} onClose={close} /> : null}
      {open === 'ship' ? (
        <CommandDialog
          title={t('order.ship')}
          text={t('order.ship.text')}
          submit={t('order.ship')}
          initial={{ trackingNumber: '', trackingUrl: '' }}
          fields={[
            {
              kind: 'text',
              name: 'trackingNumber',
              label: t('order.trackingNumber'),
              hint: t('order.tracking.hint'),
            },
            { kind: 'text', name: 'trackingUrl', label: t('order.trackingUrl'), placeholder: 'https://' },
          ]}
          onSubmit={async (values) => {
            await ship.mutateAsync(
              given({
                trackingNumber: orUndefined(values.trackingNumber),
                trackingUrl: orUndefined(values.trackingUrl),
              }),
            )
            notify(t('order.shipped.done'))
          }}
          onClose={close}
        />
      ) : null}
      {open === 'cancel' ? (
        <ConfirmDialog
          title={t('order.cancel')}
          text={t('order.cancel.text')}
          submit={t('order.cancel')}
          danger
          reason="required"
          onConfirm={async (reason = '') => {
            await cancel.mutateAsync(reason)
            notify(t('order.cancelled.done'))
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}
