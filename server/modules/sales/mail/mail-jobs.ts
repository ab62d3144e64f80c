import { routes } from '../../../../storefront/routes.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { on } from '../../../kernel/events/event.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { linkOf, queueMessage } from '../../notifications/index.ts'
import { orderCancelled, orderPaid, orderRefunded, orderShipped } from '../events.ts'
import { readOrder } from '../order/read-order.ts'
import { composeMail } from './compose-mail.ts'
import type { MailKind } from './mail-texts.ts'

/** Writes a mail about an order, in the order's language, and queues its sending. */
async function mailOrder(
  ctx: TenantContext,
  kind: MailKind,
  orderId: string,
  rest: { link: string | null; refundId?: string },
): Promise<void> {
  const whole = await readOrder(ctx, orderId)
  const { order } = whole
  const locale: Locale = order.locale === 'th' ? 'th' : 'en'
  const { name: shop, timeZone } = ctx.tenant
  const mail = composeMail({ kind, whole, locale, shop, timeZone, ...rest })
  const message = await queueMessage(ctx, {
    kind: `order.${kind}`,
    locale,
    recipient: order.email,
    ...mail,
    link: rest.link,
    entity: 'order',
    entityId: orderId,
  })
  ctx.audit({ entity: 'message', id: message.id, label: order.number })
}

/**
 * The confirmation. It is a job and no subscription, because it alone knows the token that opens the order: of the order itself
 * only the hash is kept.
 */
export const mailPlaced = job<{ orderId: string; token: string }>({
  name: 'sales.mail-placed',
  run: (ctx, { orderId, token }) =>
    mailOrder(ctx, 'placed', orderId, {
      link: tenantOrigin(ctx.kernel.config, ctx.tenant.slug) + routes.order(orderId, token),
    }),
})

/** Later mails lead where the confirmation did. */
export const orderMails = [
  on(orderPaid, 'sales.mail-paid', async (ctx, { orderId, paymentId }) => {
    // What was free needs no receipt of money.
    if (paymentId !== null)
      await mailOrder(ctx, 'paid', orderId, { link: await linkOf(ctx, 'order', orderId) })
  }),
  on(orderShipped, 'sales.mail-shipped', async (ctx, { orderId }) =>
    mailOrder(ctx, 'shipped', orderId, { link: await linkOf(ctx, 'order', orderId) }),
  ),
  on(orderCancelled, 'sales.mail-cancelled', async (ctx, { orderId }) =>
    mailOrder(ctx, 'cancelled', orderId, { link: await linkOf(ctx, 'order', orderId) }),
  ),
  on(orderRefunded, 'sales.mail-refunded', async (ctx, { orderId, refundId }) =>
    mailOrder(ctx, 'refunded', orderId, { link: await linkOf(ctx, 'order', orderId), refundId }),
  ),
]
