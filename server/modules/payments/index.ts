import { defineModule } from '../../kernel/module.ts'
import { applyEvent } from './event/apply-event.ts'
import { registerWebhook } from './event/webhook.ts'
import { listShopPaymentMethods, paymentMethods, prepareMethods } from './method/payment-methods.ts'
import { capturePayment } from './payment/capture-payment.ts'
import { getPayment } from './payment/get-payment.ts'
import { listPayments } from './payment/list-payments.ts'
import { refundPayment } from './payment/refund-payment.ts'
import { overdueSchedule, tellOverdue } from './payment/tell-overdue.ts'
import { tellReceived } from './payment/tell-received.ts'

export { PAYMENT_ERRORS } from './errors.ts'
export { type Capture, capture } from './payment/capture-payment.ts'
export {
  type CreatedPayment,
  cancelPayments,
  createPayment,
  type NewPayment,
  type PaymentChoice,
  type PaymentMethodRow,
  paymentMethodSql,
} from './payment/create-payment.ts'
export { type PaymentOfOrder, paymentOfOrder, paymentsOfOrder } from './payment/payments-of-order.ts'
export { type Refund, type Refunded, refund } from './payment/refund-payment.ts'
export type { PaymentFacts, PaymentProvider, ProviderEvent } from './provider/provider.ts'
export { registerProvider } from './provider/providers.ts'
export { type SettledOrder, type Settlement, settleOrders } from './settlement.ts'

/** Money that comes in for orders and goes back, through whichever provider. */
export const paymentsModule = defineModule({
  name: 'payments',
  records: { provider_event: 'payments.payment' },
  operations: [
    listPayments,
    getPayment,
    capturePayment,
    refundPayment,
    ...paymentMethods.operations,
    listShopPaymentMethods,
  ],
  jobs: [applyEvent, tellOverdue],
  schedules: [overdueSchedule],
  subscriptions: [tellReceived],
  pages: [
    {
      reason:
        'providers send signed bytes, which must be read before anything is made of them; the signature says who',
      register: registerWebhook,
    },
  ],
  invariants: new URL('./invariants/', import.meta.url),
  prepareTenant: prepareMethods,
})
