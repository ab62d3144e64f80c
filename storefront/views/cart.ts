import { attributes, type Html, html } from '../html.ts'
import type { PageContext, Picture } from '../page.ts'
import { emptyState, notice, picture, type Totals, totalsTable } from '../parts/commerce.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { routes } from '../routes.ts'

/** What changed about a line since it was added. */
export type CartLineProblem =
  | { kind: 'sold-out' }
  | { kind: 'fewer-left'; left: number }
  | { kind: 'price-changed'; before: string }

export interface CartLine {
  id: string
  slug: string
  name: string
  /** The chosen options, as "Cognac, M". */
  variant: string | null
  picture: Picture | null
  unitPrice: string
  quantity: number
  quantityMax: number
  total: string
  problem: CartLineProblem | null
}

export type CartNotice = 'added' | 'updated' | 'removed' | 'stock-changed' | 'price-changed'

export interface CartView {
  lines: readonly CartLine[]
  totals: Totals
  notice: CartNotice | null
  /** False while a line is sold out or has too many. */
  canCheckOut: boolean
}

export function cartPage(view: CartView, page: PageContext): Html {
  const { t } = page
  return layout(
    page,
    { title: t('cart.title'), page: 'page cart', private: true, current: 'cart' },
    html`<h1>${t('cart.title')}</h1>
${view.notice !== null && notice(view.notice.endsWith('changed') ? 'warning' : 'good', t(`cart.notice.${view.notice}`))}
${
  view.lines.length === 0
    ? emptyState(t('cart.empty.title'), t('cart.empty.text'), {
        href: routes.shop(),
        label: t('cart.empty.go'),
      })
    : html`<div class="cart-in">
<ul class="lines">${view.lines.map((line) => html`<li>${cartLine(line, t)}</li>`)}</ul>
${summary(view, t)}
</div>`
}`,
  )
}

function cartLine(line: CartLine, t: PageContext['t']): Html {
  const { name } = line
  return html`<article class="line ${line.problem !== null && 'line-problem'}">
<a class="line-picture" href="${routes.product(line.slug)}" tabindex="-1" aria-hidden="true">${picture(t, line.picture === null ? null : { ...line.picture, alt: '' })}</a>
<div class="line-text">
<h2><a href="${routes.product(line.slug)}">${name}</a></h2>
${line.variant !== null && html`<p class="muted">${line.variant}</p>`}
<p class="muted">${t('cart.each', { price: line.unitPrice })}</p>
${line.problem !== null && html`<p class="line-notice">${icons.alert}<span>${problemText(line.problem, t)}</span></p>`}
</div>
<p class="line-total"><span class="vh">${t('cart.total')}: </span>${line.total}</p>
<form class="stepper" method="post" action="${routes.cartLine(line.id)}">
<button class="stepper-set" name="intent" value="set" type="submit">${icons.tick}<span class="vh">${t('cart.update', { name })}</span></button>
<button ${attributes({ name: 'intent', value: 'decrease', type: 'submit', disabled: line.quantity <= 1 })}>${icons.minus}<span class="vh">${t('cart.less', { name })}</span></button>
<label class="vh" for="quantity-${line.id}">${t('form.quantityOf', { name })}</label>
<input ${attributes({
    id: `quantity-${line.id}`,
    name: 'quantity',
    type: 'number',
    inputmode: 'numeric',
    min: 1,
    max: Math.max(1, line.quantityMax),
    value: line.quantity,
    required: true,
    'data-submits': true,
  })}>
<button ${attributes({ name: 'intent', value: 'increase', type: 'submit', disabled: line.quantity >= line.quantityMax })}>${icons.plus}<span class="vh">${t('cart.more', { name })}</span></button>
<button class="stepper-remove" name="intent" value="remove" type="submit" formnovalidate>${t('cart.remove')}<span class="vh">: ${name}</span></button>
</form>
</article>`
}

function problemText(problem: CartLineProblem, t: PageContext['t']): string {
  switch (problem.kind) {
    case 'sold-out':
      return t('cart.problem.sold-out')
    case 'fewer-left':
      return t('cart.problem.fewer-left', { count: problem.left })
    case 'price-changed':
      return t('cart.problem.price-changed', { before: problem.before })
  }
}

function summary(view: CartView, t: PageContext['t']): Html {
  return html`<aside class="panel summary" aria-labelledby="summary-title">
<h2 id="summary-title">${t('cart.summary')}</h2>
${totalsTable(t, view.totals)}
${
  view.canCheckOut
    ? html`<p><a class="button button-strong" href="${routes.checkout()}">${t('cart.checkout')}</a></p>`
    : html`<p class="line-notice">${icons.alert}<span>${t('cart.blocked')}</span></p>`
}
<p><a class="go" href="${routes.shop()}">${t('cart.continue')}${icons.arrow}</a></p>
</aside>`
}
