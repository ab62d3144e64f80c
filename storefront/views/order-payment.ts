import { attributes, type Html, html } from '../html.ts'
import type { Moment, PageContext } from '../page.ts'

/** A transfer that the buyer makes at a bank; only the lines that are given are shown. */
export interface TransferInstructions {
  kind: 'bank-transfer'
  amount: string
  bank: string
  accountName: string
  account: string
  iban: string | null
  bic: string | null
  /** Thai PromptPay identifier: a telephone number or tax id. */
  promptPay: string | null
  reference: string
  dueBy: Moment | null
}

/** Whatever the workshop wrote for this way to pay: an account, a telephone number, where to come. */
export interface WrittenInstructions {
  kind: 'written'
  method: string
  amount: string
  reference: string
  /** Paragraphs of plain text. */
  text: readonly string[]
}

/** Paid in the workshop, when it is collected. */
export interface CollectInstructions {
  kind: 'pay-on-pick-up'
  amount: string
  place: readonly string[]
  hours: string | null
  until: Moment | null
}

/** Pay at a payment provider. */
export interface ProviderInstructions {
  kind: 'provider'
  url: string
  amount: string
}

/** How the open amount of an order is paid. */
export function paymentPanel(
  toPay: TransferInstructions | WrittenInstructions | CollectInstructions | ProviderInstructions,
  orderNumber: string,
  t: PageContext['t'],
): Html {
  switch (toPay.kind) {
    case 'bank-transfer':
      return panel(t('order.pay.title'), [html`<p>${t('order.pay.transfer')}</p>`, transfer(toPay, t)])
    case 'written':
      return panel(t('order.pay.title'), [written(toPay, t)])
    case 'pay-on-pick-up':
      return panel(t('order.collect.title'), [
        collect(toPay, t),
        html`<p>${t('order.collect.bring')} <b>${orderNumber}</b></p>`,
      ])
    case 'provider':
      return panel(t('order.pay.title'), [
        html`<dl class="slip">${row(t('order.pay.amount'), toPay.amount)}</dl>`,
        html`<p><a class="button button-strong" href="${toPay.url}">${t('order.pay.continue')}</a></p>`,
      ])
  }
}

function panel(title: string, content: readonly Html[]): Html {
  return html`<section class="panel panel-pay" aria-labelledby="pay-title"><h2 id="pay-title">${title}</h2>${content}</section>`
}

function transfer(slip: TransferInstructions, t: PageContext['t']): Html {
  const copied = { label: t('order.pay.copy'), done: t('order.pay.copied') }
  return html`<dl class="slip">
${row(t('order.pay.amount'), slip.amount)}
${row(t('order.pay.reference'), slip.reference, copied)}
${row(t('order.pay.bank'), slip.bank)}
${row(t('order.pay.accountName'), slip.accountName)}
${row(t('order.pay.account'), slip.account, copied)}
${slip.promptPay !== null && row(t('order.pay.promptPay'), slip.promptPay, copied)}
${slip.iban !== null && row(t('order.pay.iban'), slip.iban, copied)}
${slip.bic !== null && row(t('order.pay.bic'), slip.bic)}
${slip.dueBy !== null && html`<div><dt>${t('order.pay.due')}</dt><dd><time datetime="${slip.dueBy.iso}">${slip.dueBy.text}</time><small>${t('order.pay.due.text')}</small></dd></div>`}
</dl>`
}

function written(slip: WrittenInstructions, t: PageContext['t']): Html {
  return html`<div class="prose">${slip.text.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
<dl class="slip">
${row(t('order.pay.method'), slip.method)}
${row(t('order.pay.amount'), slip.amount)}
${row(t('order.pay.reference'), slip.reference, { label: t('order.pay.copy'), done: t('order.pay.copied') })}
</dl>`
}

function collect(slip: CollectInstructions, t: PageContext['t']): Html {
  return html`<dl class="slip">
${row(t('order.pay.amount'), slip.amount)}
<div><dt>${t('order.collect.place')}</dt><dd><address>${slip.place.map((line) => html`<span>${line}</span>`)}</address></dd></div>
${slip.hours !== null && row(t('order.collect.hours'), slip.hours)}
${slip.until !== null && html`<div><dt>${t('order.collect.until')}</dt><dd><time datetime="${slip.until.iso}">${slip.until.text}</time></dd></div>`}
</dl>`
}

/** `copied` lets the optional script add a button that copies the value. */
function row(label: string, value: string, copied?: { label: string; done: string }): Html {
  return html`<div><dt>${label}</dt><dd ${attributes({ 'data-copy': copied?.label, 'data-copied': copied?.done })}>${value}</dd></div>`
}
