import { attributes, type Html, html } from '../html.ts'
import type { Moment, PageContext, Picture } from '../page.ts'
import { notice, picture, type Totals, totalsTable } from '../parts/commerce.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { serialMarks } from '../parts/touchmark.ts'
import {
  type CollectInstructions,
  type ProviderInstructions,
  paymentPanel,
  type TransferInstructions,
  type WrittenInstructions,
} from './order-payment.ts'

export type OrderStatus =
  | 'awaiting-payment'
  | 'pay-on-pick-up'
  | 'paid'
  | 'in-preparation'
  | 'shipped'
  | 'ready'
  | 'completed'
  | 'cancelled'
  | 'refunded'

export type OrderStepName = 'placed' | 'paid' | 'making' | 'packed' | 'shipped' | 'ready' | 'delivered'

export interface OrderStep {
  name: OrderStepName
  state: 'done' | 'current' | 'ahead'
  at: Moment | null
}

export interface OrderLine {
  name: string
  variant: string | null
  picture: Picture | null
  quantity: number
  unitPrice: string
  total: string
  /** Serials set aside for this line, each with the address that verifies it. */
  serials: readonly { serial: string; verifyUrl: string; claimUrl?: string | null }[]
  /** Serials will come, but are not set aside yet. */
  serialsToCome: boolean
}

export interface OrderPayment {
  method: string
  state: 'pending' | 'received' | 'failed' | 'refunded'
  amount: string
  at: Moment | null
}

export interface OrderView {
  number: string
  status: OrderStatus
  placedAt: Moment
  /** The buyer comes straight from the checkout. */
  justPlaced: boolean
  email: string
  /** Empty for a cancelled or refunded order. */
  steps: readonly OrderStep[]
  lines: readonly OrderLine[]
  totals: Totals
  payments: readonly OrderPayment[]
  invoice: { number: string; url: string | null } | null
  /** What the buyer has to do to pay, while something is open. */
  toPay: TransferInstructions | WrittenInstructions | CollectInstructions | ProviderInstructions | null
  delivery: {
    method: string
    lines: readonly string[]
    tracking: { number: string; url: string | null } | null
  }
  /** Where to ask: an e-mail address of the workshop. */
  contactEmail: string | null
}

const CALM: ReadonlySet<OrderStatus> = new Set(['paid', 'in-preparation', 'shipped', 'ready', 'completed'])

export function orderPage(view: OrderView, page: PageContext): Html {
  const { t } = page
  const title = t('order.title', { number: view.number })
  return layout(
    page,
    { title, page: 'page order', private: true },
    html`<div class="order-head">
<h1>${title}</h1>
<p class="muted"><time datetime="${view.placedAt.iso}">${t('order.placedOn', { date: view.placedAt.text })}</time></p>
</div>
${view.justPlaced && notice('good', `${t('order.thanks')} ${t('order.mailed', { email: view.email })}`)}
<section class="status ${CALM.has(view.status) ? 'status-good' : 'status-open'}" aria-labelledby="status-title">
<h2 id="status-title">${t(`order.status.${view.status}`)}</h2>
<p>${t(`order.status.${view.status}.text`)}</p>
${view.steps.length > 0 && progress(view.steps, t)}
</section>
<div class="order-in">
<div>
${view.toPay !== null && paymentPanel(view.toPay, view.number, t)}
<section class="panel" aria-labelledby="lines-title">
<h2 id="lines-title">${t('order.lines')}</h2>
<ul class="lines">${view.lines.map((line) => html`<li>${orderLine(line, t)}</li>`)}</ul>
${totalsTable(t, view.totals)}
</section>
</div>
<aside>
${delivery(view, t)}
${payments(view, t)}
${invoice(view, t)}
<p class="muted small">${t('order.keep')}</p>
${
  view.contactEmail !== null &&
  html`<p class="small">${t('order.question')} <a href="${`mailto:${view.contactEmail}?subject=${encodeURIComponent(view.number)}`}">${view.contactEmail}</a></p>`
}
</aside>
</div>`,
  )
}

function progress(steps: readonly OrderStep[], t: PageContext['t']): Html {
  return html`<ol class="steps" aria-label="${t('order.progress')}">${steps.map(
    (step) =>
      html`<li class="step step-${step.state}" ${attributes({
        'aria-current': step.state === 'current' && 'step',
      })}><span class="step-dot">${step.state === 'done' && icons.tick}</span><b>${t(`order.step.${step.name}`)}</b><span class="vh"> (${t(`order.step.${step.state}`)})</span>${
        step.at !== null && html`<time datetime="${step.at.iso}">${step.at.text}</time>`
      }</li>`,
  )}</ol>`
}

function orderLine(line: OrderLine, t: PageContext['t']): Html {
  return html`<article class="line ${line.picture === null && 'line-bare'}">
${line.picture !== null && html`<div class="line-picture">${picture(t, line.picture)}</div>`}
<div class="line-text">
<h3>${line.name}</h3>
${line.variant !== null && html`<p class="muted">${line.variant}</p>`}
<p class="muted">${t('order.quantity', { count: line.quantity })} ${line.unitPrice}</p>
</div>
<p class="line-total">${line.total}</p>
${
  line.serials.length > 0 &&
  html`<div class="line-serials"><h4>${t('order.serials')}</h4><ul>${line.serials.map(
    ({ serial, verifyUrl, claimUrl = null }) =>
      html`<li><a href="${verifyUrl}"><span class="vh">${t('order.verify', { serial })}</span><span aria-hidden="true">${serialMarks(serial, t)}</span></a>${
        claimUrl !== null &&
        html` <a class="go" href="${claimUrl}">${t('order.claim')}<span class="vh">: ${serial}</span>${icons.arrow}</a>`
      }</li>`,
  )}</ul></div>`
}
${line.serials.length === 0 && line.serialsToCome && html`<p class="line-serials muted small">${t('order.serials.later')}</p>`}
</article>`
}

function delivery({ delivery: { method, lines, tracking } }: OrderView, t: PageContext['t']): Html {
  const parcel =
    tracking !== null &&
    html`<p>${
      tracking.url === null
        ? tracking.number
        : html`<a class="go" href="${tracking.url}" rel="noopener">${t('order.track')}: ${tracking.number}${icons.arrow}</a>`
    }</p>`
  return html`<section class="panel" aria-labelledby="delivery-title">
<h2 id="delivery-title">${t('order.deliverTo')}</h2>
<p>${method}</p>
${lines.length > 0 && html`<address>${lines.map((line) => html`<span>${line}</span>`)}</address>`}
${parcel}
</section>`
}

function payments({ payments: list }: OrderView, t: PageContext['t']): Html {
  return html`<section class="panel" aria-labelledby="payments-title">
<h2 id="payments-title">${t('order.payments')}</h2>
${list.length === 0 && html`<p class="muted">${t('order.payments.none')}</p>`}
${
  list.length > 0 &&
  html`<ul class="payments">${list.map(
    (payment) =>
      html`<li><span>${payment.method}<small>${t(`order.payment.${payment.state}`)}${
        payment.at !== null && html`, <time datetime="${payment.at.iso}">${payment.at.text}</time>`
      }</small></span><span class="amount">${payment.amount}</span></li>`,
  )}</ul>`
}
</section>`
}

function invoice(view: OrderView, t: PageContext['t']): Html {
  return html`<section class="panel" aria-labelledby="invoice-title">
<h2 id="invoice-title">${t('order.invoice')}</h2>
${
  view.invoice === null
    ? html`<p class="muted">${t('order.invoice.none')}</p>`
    : html`<p><b>${view.invoice.number}</b></p>${
        view.invoice.url !== null &&
        html`<p class="no-print"><a class="go" href="${view.invoice.url}">${t('order.invoice.open')}${icons.arrow}</a></p>`
      }`
}
</section>`
}
