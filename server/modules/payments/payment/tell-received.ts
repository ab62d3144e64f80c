import { formatMoney } from '../../../../shared/money.ts'
import { on } from '../../../kernel/events/event.ts'
import { membersWho } from '../../identity/index.ts'
import { tellPeople } from '../../notices/index.ts'
import { paymentCaptured } from '../events.ts'
import { readPayment } from './read-payment.ts'

/** Those who send goods and those who keep the books are told that money came, except for who said so. */
export const tellReceived = on(paymentCaptured, 'payments.tell-received', async (ctx, { paymentId }) => {
  const [payment, people] = await Promise.all([
    readPayment(ctx, paymentId),
    membersWho(ctx, (may) => may.has('sales.order.ship') || may.has('payments.payment.capture')),
  ])
  await tellPeople(
    ctx,
    people.map(({ userId }) => userId).filter((userId) => userId !== payment.captured_by),
    {
      ...{
        kind: 'payment_received',
        entity: 'order',
        entityId: payment.order_id,
        label: payment.order_number,
      },
      actorName: payment.order_name,
      excerpt: formatMoney(payment.amount_minor, payment.currency, ctx.tenant.locale),
    },
  )
})
