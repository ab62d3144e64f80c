import { type Html, html } from '../html.ts'
import { type AnyContext, isTenantPage } from '../page.ts'
import { layout } from '../parts/layout.ts'
import { type SealKind, seal } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

/** What went wrong, in the words of a visitor; the HTTP status that goes with each is in `ERROR_STATUS`. */
export type ErrorKind =
  | 'invalid'
  | 'not-found'
  | 'order-not-found'
  | 'sold-out'
  | 'in-progress'
  | 'closed'
  | 'too-many'
  | 'unexpected'
  | 'unavailable'

export const ERROR_STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  'not-found': 404,
  'order-not-found': 404,
  'sold-out': 409,
  'in-progress': 409,
  closed: 403,
  'too-many': 429,
  unexpected: 500,
  unavailable: 503,
}

export interface ErrorView {
  kind: ErrorKind
  /** A public text from the catalogue of errors, where it says more. */
  detail: string | null
  /** For `sold-out`: what is short, and how many are left. */
  items: readonly { name: string; left: number }[]
  /** As in `Retry-After`. */
  retryAfterSeconds: number | null
  requestId: string | null
}

const SEALS: Readonly<Record<ErrorKind, SealKind>> = {
  invalid: 'unknown',
  'not-found': 'unknown',
  'order-not-found': 'unknown',
  'sold-out': 'warning',
  'in-progress': 'wait',
  closed: 'warning',
  'too-many': 'wait',
  unexpected: 'warning',
  unavailable: 'wait',
}

export function errorPage(view: ErrorView, context: AnyContext): Html {
  const { t } = context
  const title = t(`error.${view.kind}.title`)
  return layout(
    context,
    { title, page: 'page error', private: true, script: false },
    html`<div class="plate plate-plain">
${seal(SEALS[view.kind])}
<h1>${title}</h1>
<p class="lead">${view.detail ?? t(`error.${view.kind}.text`)}</p>
${
  view.items.length > 0 &&
  html`<ul class="short-items">${view.items.map(({ name, left }) => html`<li><b>${name}</b> <span class="muted">${t.count('error.left', left)}</span></li>`)}</ul>`
}
${view.retryAfterSeconds !== null && html`<p>${t.count('error.retryIn', view.retryAfterSeconds)}</p>`}
<p class="actions">${wayOn(view.kind, context)}</p>
${view.requestId !== null && html`<p class="muted small">${t('error.code', { id: view.requestId })}</p>`}
</div>`,
  )
}

function wayOn(kind: ErrorKind, context: AnyContext): Html {
  const { t, path } = context
  const link = (href: string, label: string) => html`<a class="button" href="${href}">${label}</a>`
  switch (kind) {
    case 'sold-out':
      return link(routes.cart(), t('error.toCart'))
    case 'in-progress':
    case 'too-many':
    case 'unavailable':
    case 'unexpected':
      return link(path, t('error.retry'))
    case 'closed':
      return link(routes.verify(), t('nav.check'))
    default:
      return isTenantPage(context)
        ? link(routes.shop(), t('error.toShop'))
        : link(routes.home(), t('error.toHome'))
  }
}
