import { routes } from '../../../../storefront/routes.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { on } from '../../../kernel/events/event.ts'
import { linkOf, queueMessage } from '../../notifications/index.ts'
import { orderCancelled, orderPaid, orderRefunded, orderShipped } from '../events.ts'
import { type OrderWhole, readOrder } from '../order/read-order.ts'
import { composeMail } from './compose-mail.ts'
import type { MailKind } from './mail-texts.ts'

/** Writes a mail about an order, in the order's language, and queues its sending. */
function mailOrder(
  ctx: TenantContext,
  kind: MailKind,
  whole: OrderWhole,
  rest: { link: string | null; refundId?: string },
): void {
  const { order } = whole
  const locale: Locale = order.locale === 'th' ? 'th' : 'en'
  const { name: shop, timeZone } = ctx.tenant
  queueMessage(ctx, {
    kind: `order.${kind}`,
    locale,
    recipient: order.email,
    ...composeMail({ kind, whole, locale, shop, timeZone, ...rest }),
    link: rest.link,
    entity: 'order',
    entityId: order.id,
  })
}

/**
 * Writes the confirmation of an order that is being placed, in the same transaction: only now is the token known that opens the order,
 * and it is put nowhere but into the message.
 */
export const confirmOrder = (ctx: TenantContext, whole: OrderWhole, token: string): void =>
  mailOrder(ctx, 'placed', whole, {
    link: tenantOrigin(ctx.kernel.config, ctx.tenant.slug) + routes.order(whole.order.id, token),
  })

/** A later mail, which leads where the confirmation did. */
async function mailLater(
  ctx: TenantContext,
  kind: MailKind,
  orderId: string,
  refundId?: string,
): Promise<void> {
  const [whole, link] = await Promise.all([readOrder(ctx, orderId), linkOf(ctx, 'order', orderId)])
  mailOrder(ctx, kind, whole, { link, ...(refundId === undefined ? {} : { refundId }) })
  ctx.audit({ entity: 'order', id: orderId, label: whole.order.number })
}

export const orderMails = [
  on(orderPaid, 'sales.mail-paid', async (ctx, { orderId, paymentId }) => {
    // What was free needs no receipt of money.
    if (paymentId !== null) await mailLater(ctx, 'paid', orderId)
  }),
  on(orderShipped, 'sales.mail-shipped', (ctx, { orderId }) => mailLater(ctx, 'shipped', orderId)),
  on(orderCancelled, 'sales.mail-cancelled', (ctx, { orderId }) => mailLater(ctx, 'cancelled', orderId)),
  on(orderRefunded, 'sales.mail-refunded', (ctx, { orderId, refundId }) =>
    mailLater(ctx, 'refunded', orderId, refundId),
  ),
]
