import { type Html, html } from '../html.ts'
import type { Choice, FieldErrors, PageContext, Picture } from '../page.ts'
import { notice, picture, type Totals, totalsTable } from '../parts/commerce.ts'
import { errorSummary, radioCards, selectField, type TextFieldOptions, textField } from '../parts/fields.ts'
import { layout } from '../parts/layout.ts'
import { routes } from '../routes.ts'

export type CheckoutField =
  | 'email'
  | 'name'
  | 'phone'
  | 'shipping'
  | 'line1'
  | 'line2'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'payment'

export interface ShippingMethod {
  id: string
  name: string
  detail: string | null
  /** Formatted; null when it costs nothing. */
  price: string | null
  /** False for collection: the address is not asked for. */
  needsAddress: boolean
}

export interface PaymentMethod {
  id: string
  name: string
  detail: string | null
  /** The buyer pays at a provider right after placing the order. */
  paysNow: boolean
}

export interface CheckoutLine {
  name: string
  variant: string | null
  quantity: number
  total: string
  picture: Picture | null
}

export interface CheckoutView {
  /** What was typed or is known so far; empty strings otherwise. */
  values: Readonly<Record<CheckoutField, string>>
  errors: FieldErrors<CheckoutField>
  /** A refusal that belongs to no field. */
  problem: string | null
  countries: readonly Choice[]
  shippingMethods: readonly ShippingMethod[]
  paymentMethods: readonly PaymentMethod[]
  lines: readonly CheckoutLine[]
  totals: Totals
  /** Form field `idempotency_key`: one for each intended order, the same when a form comes back with errors. */
  idempotencyKey: string
  /** Form field `quote`: stands for the total that the buyer sees; the order is refused when it is another. */
  quote: string
  /** The total is another than the buyer saw before. */
  totalChanged: boolean
  termsUrl: string | null
}

export function checkoutPage(view: CheckoutView, page: PageContext): Html {
  const { t } = page
  const labels = fieldLabels(t)
  return layout(
    page,
    { title: t('checkout.title'), page: 'page checkout', private: true, current: 'cart' },
    html`<h1>${t('checkout.title')}</h1>
${errorSummary(t, view.errors, labels, view.problem ?? undefined)}
${view.totalChanged && notice('warning', t('checkout.totalChanged'))}
<form class="checkout-in" method="post" action="${routes.checkout()}" novalidate data-updates>
<input type="hidden" name="idempotency_key" value="${view.idempotencyKey}">
<input type="hidden" name="quote" value="${view.quote}" id="quote">
<div class="checkout-fields">
${contact(view, page)}
${shipping(view, page)}
${address(view, page)}
${payment(view, page)}
</div>
${summary(view, page)}
</form>`,
  )
}

function fieldLabels(t: PageContext['t']): Readonly<Record<CheckoutField, string>> {
  return {
    email: t('checkout.email'),
    name: t('checkout.name'),
    phone: t('checkout.phone'),
    shipping: t('checkout.delivery.short'),
    line1: t('checkout.line1'),
    line2: t('checkout.line2'),
    city: t('checkout.city'),
    region: t('checkout.region'),
    postalCode: t('checkout.postalCode'),
    country: t('checkout.country'),
    payment: t('checkout.payment.short'),
  }
}

function text(
  view: CheckoutView,
  { t }: PageContext,
  name: CheckoutField,
  options: Partial<TextFieldOptions> = {},
): Html {
  const label = fieldLabels(t)[name]
  const known = { name, label, value: view.values[name], error: view.errors[name] }
  return textField(t, { required: true, ...options, ...known })
}

function contact(view: CheckoutView, page: PageContext): Html {
  const { t } = page
  return html`<fieldset class="panel"><legend>${t('checkout.contact')}</legend>
${text(view, page, 'name', { autocomplete: 'name', maxLength: 200 })}
<div class="pair">
${text(view, page, 'email', { type: 'email', inputmode: 'email', autocomplete: 'email', maxLength: 320, hint: t('checkout.email.hint') })}
${text(view, page, 'phone', { type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxLength: 40, hint: t('checkout.phone.hint'), required: false })}
</div>
</fieldset>`
}

function shipping(view: CheckoutView, { t }: PageContext): Html {
  return radioCards(t, {
    name: 'shipping',
    legend: t('checkout.delivery'),
    value: view.values.shipping,
    error: view.errors.shipping,
    cards: view.shippingMethods.map((method) => ({
      value: method.id,
      label: method.name,
      detail: method.detail ?? undefined,
      aside: method.price ?? t('checkout.free'),
      flag: method.needsAddress ? undefined : 'no-address',
    })),
  })
}

function address(view: CheckoutView, page: PageContext): Html {
  const { t } = page
  return html`<fieldset class="panel address"><legend>${t('checkout.address')}</legend>
${text(view, page, 'line1', { autocomplete: 'address-line1', maxLength: 200 })}
${text(view, page, 'line2', { autocomplete: 'address-line2', maxLength: 200, required: false })}
<div class="pair">
${text(view, page, 'city', { autocomplete: 'address-level2', maxLength: 100 })}
${text(view, page, 'region', { autocomplete: 'address-level1', maxLength: 100, required: false })}
</div>
<div class="pair">
${text(view, page, 'postalCode', { autocomplete: 'postal-code', maxLength: 20, required: false })}
${selectField(t, {
  name: 'country',
  label: t('checkout.country'),
  value: view.values.country,
  error: view.errors.country,
  required: true,
  choices: view.countries,
  prompt: true,
  autocomplete: 'country',
})}
</div>
</fieldset>`
}

function payment(view: CheckoutView, { t }: PageContext): Html {
  return radioCards(t, {
    name: 'payment',
    legend: t('checkout.payment'),
    value: view.values.payment,
    error: view.errors.payment,
    cards: view.paymentMethods.map((method) => ({
      value: method.id,
      label: method.name,
      detail: method.detail ?? undefined,
    })),
  })
}

function summary(view: CheckoutView, { t }: PageContext): Html {
  const chosen = view.paymentMethods.find((method) => method.id === view.values.payment)
  return html`<aside class="panel summary" aria-labelledby="summary-title">
<div class="summary-head"><h2 id="summary-title">${t('checkout.summary')}</h2><a href="${routes.cart()}">${t('checkout.edit')}</a></div>
<ul class="summary-lines">${view.lines.map((line) => summaryLine(line, t))}</ul>
<div id="totals" aria-live="polite">${view.totalChanged && notice('warning', t('checkout.totalChanged'))}${totalsTable(t, view.totals)}</div>
<noscript><p><button class="button button-quiet" name="intent" value="update" type="submit">${t('checkout.update')}</button></p></noscript>
<p id="place"><button class="button button-strong" name="intent" value="place" type="submit">${t(chosen?.paysNow ? 'checkout.placePaid' : 'checkout.place')}</button></p>
${view.termsUrl !== null && html`<p class="muted small">${t('checkout.terms.before')} <a href="${view.termsUrl}">${t('checkout.terms')}</a></p>`}
</aside>`
}

function summaryLine(line: CheckoutLine, t: PageContext['t']): Html {
  return html`<li>${picture(t, line.picture === null ? null : { ...line.picture, alt: '' })}<span><b>${line.name}</b><small>${t('order.quantity', { count: line.quantity })}${line.variant !== null && ` ${line.variant}`}</small></span><span class="amount">${line.total}</span></li>`
}
