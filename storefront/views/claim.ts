import { attributes, type Html, html } from '../html.ts'
import type { FieldErrors, PageContext } from '../page.ts'
import { errorSummary, textField } from '../parts/fields.ts'
import { layout } from '../parts/layout.ts'
import { seal, serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

export type ClaimField = 'code' | 'name' | 'email'

export interface ClaimView {
  values: Readonly<Record<ClaimField, string>>
  errors: FieldErrors<ClaimField>
  /** A refusal that belongs to no field. */
  problem: string | null
  /** By the secret link of an order instead of a code. */
  order: { id: string; token: string; pieceId: string; serial: string } | null
}

const script = false

/** Who has a piece in their hands asks for it: by the code inside, by the code of its owner, or by their order. */
export function claimPage(view: ClaimView, page: PageContext): Html {
  const { t } = page
  const labels = { code: t('own.claim.code'), name: t('own.name'), email: t('own.email') }
  const { order } = view
  return layout(
    page,
    { title: t('own.claim.title'), page: 'page signup', private: true, script },
    html`<h1>${t('own.claim.title')}</h1>
<p class="lead">${t('own.claim.lead', { shop: page.tenant.name })}</p>
${errorSummary(t, view.errors, labels, view.problem ?? undefined)}
<form class="panel" method="post" action="${routes.claim()}" novalidate>
${
  order === null
    ? textField(t, {
        name: 'code',
        label: labels.code,
        hint: t('own.claim.code.hint'),
        value: view.values.code,
        error: view.errors.code,
        required: true,
        verbatim: 'upper',
        autocomplete: 'off',
        maxLength: 40,
      })
    : html`<p><b>${t('own.claim.fromOrder', { serial: order.serial })}</b></p>
${hidden({ order: order.id, token: order.token, piece: order.pieceId, serial: order.serial })}`
}
${textField(t, {
  name: 'name',
  label: labels.name,
  value: view.values.name,
  error: view.errors.name,
  required: true,
  autocomplete: 'name',
  maxLength: 120,
})}
${textField(t, {
  name: 'email',
  label: labels.email,
  hint: t('own.email.hint'),
  value: view.values.email,
  error: view.errors.email,
  required: true,
  type: 'email',
  inputmode: 'email',
  autocomplete: 'email',
  maxLength: 254,
})}
<button class="button button-strong" type="submit">${t('own.claim.go')}</button>
</form>`,
  )
}

export const hidden = (fields: Readonly<Record<string, string>>): Html[] =>
  Object.entries(fields).map(([name, value]) => html`<input ${attributes({ type: 'hidden', name, value })}>`)

/** The same whatever was asked for: what there is to say is in the mail. */
export function claimSentPage(
  { email, byOrder }: { email: string; byOrder: boolean },
  page: PageContext,
): Html {
  const { t } = page
  return layout(
    page,
    { title: t('own.sent.title'), page: 'page signup', private: true, script },
    html`<section class="plate plate-plain">
${seal('wait')}
<h1>${t('own.sent.title')}</h1>
<p class="lead">${t(byOrder ? 'own.sent.text.order' : 'own.sent.text', { email })}</p>
</section>
<section class="panel advice-list" aria-labelledby="nothing-title">
<h2 id="nothing-title">${t('own.sent.nothing')}</h2>
<ol>
<li>${t('own.sent.nothing.1')}</li>
${!byOrder && html`<li>${t('own.sent.nothing.2')}</li><li>${t('own.sent.nothing.3')}</li>`}
</ol>
</section>`,
  )
}

export interface ConfirmView {
  token: string
  product: string
  serial: string
  email: string
  isTransfer: boolean
  /** Asked for where nobody gave it before; null where it is known. */
  name: { value: string; error: string | undefined } | null
}

/** What the link in the mail leads to. Nothing happens before the button: mail programs open links by themselves. */
export function confirmPage(view: ConfirmView, page: PageContext): Html {
  const { t } = page
  const title = view.isTransfer ? t('own.transfer.title') : t('own.confirm.title')
  return layout(
    page,
    { title, page: 'page signup', private: true, script },
    html`<section class="plate plate-good">
${seal('good', page.tenant.code)}
<h1>${view.isTransfer ? view.product : t('own.confirm.title')}</h1>
${!view.isTransfer && html`<p class="lead">${view.product}</p>`}
${serialMarks(view.serial, t)}
<p>${t(view.isTransfer ? 'own.confirm.transfer' : 'own.confirm.lead', { email: view.email })}</p>
</section>
<form class="panel" method="post" action="${routes.claimConfirm()}" novalidate>
${
  view.name !== null &&
  textField(t, {
    name: 'name',
    label: t('own.name'),
    value: view.name.value,
    error: view.name.error,
    required: true,
    autocomplete: 'name',
    maxLength: 120,
  })
}
<button class="button button-strong" type="submit">${t(view.isTransfer ? 'own.confirm.accept' : 'own.confirm.go')}</button>
${hidden({ token: view.token })}
</form>`,
  )
}

/** A mailed link that is used up or too old, or a piece that somebody else was faster with. `detail` says which. */
export function linkOverPage({ detail }: { detail: string | null }, page: PageContext): Html {
  const { t } = page
  return layout(
    page,
    { title: t('own.over.title'), page: 'page error', private: true, script },
    html`<div class="plate plate-plain">
${seal('unknown')}
<h1>${t('own.over.title')}</h1>
<p class="lead">${detail ?? t('own.over.text')}</p>
<p class="actions"><a class="button" href="${routes.claim()}">${t('own.over.claim')}</a>
<a class="button button-quiet" href="${routes.myPieces()}">${t('own.mine.title')}</a></p>
</div>`,
  )
}
