import { type Html, html } from '../html.ts'
import type { CentralContext, Choice, FieldErrors, Moment } from '../page.ts'
import { errorSummary, selectField, type TextFieldOptions, textField } from '../parts/fields.ts'
import { layout } from '../parts/layout.ts'
import { makerMark } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

export type SignupField =
  | 'name'
  | 'slug'
  | 'code'
  | 'currency'
  | 'timeZone'
  | 'ownerName'
  | 'email'
  | 'password'

export interface SignupView {
  /** What was typed so far; a password never comes back. */
  values: Readonly<Record<Exclude<SignupField, 'password'>, string>>
  errors: FieldErrors<SignupField>
  /** A refusal that belongs to no field. */
  problem: string | null
  currencies: readonly Choice[]
  timeZones: readonly Choice[]
  hostSuffix: string
  passwordLengthMin: number
  trial: { days: number; plan: string } | null
}

export function signupPage(view: SignupView, context: CentralContext): Html {
  const { t } = context
  return layout(
    context,
    { title: t('signup.title'), description: t('signup.lead'), page: 'page signup' },
    html`<h1>${t('signup.title')}</h1>
<p class="lead">${t('signup.lead')}${view.trial !== null && ` ${t('landing.trial', view.trial)}`}</p>
${errorSummary(t, view.errors, fieldLabels(t), view.problem ?? undefined)}
<form method="post" action="${routes.signUp()}" novalidate>
${workshop(view, context)}
${owner(view, context)}
<button class="button button-strong" type="submit">${t('signup.go')}</button>
<p>${t('signup.have')} <a href="${routes.home()}#sign-in">${t('signup.signIn')}</a></p>
</form>`,
  )
}

function fieldLabels(t: CentralContext['t']): Readonly<Record<SignupField, string>> {
  return {
    name: t('signup.name'),
    slug: t('signup.slug'),
    code: t('signup.code'),
    currency: t('signup.currency'),
    timeZone: t('signup.timeZone'),
    ownerName: t('signup.ownerName'),
    email: t('signup.email'),
    password: t('signup.password'),
  }
}

function text(
  view: SignupView,
  { t }: CentralContext,
  name: SignupField,
  options: Partial<TextFieldOptions>,
): Html {
  const value = name === 'password' ? '' : view.values[name]
  const known = { name, label: fieldLabels(t)[name], value, error: view.errors[name], required: true }
  return textField(t, { ...options, ...known })
}

function workshop(view: SignupView, context: CentralContext): Html {
  const { t } = context
  return html`<fieldset class="panel"><legend>${t('signup.workshop')}</legend>
${text(view, context, 'name', { autocomplete: 'organization', maxLength: 120 })}
${text(view, context, 'slug', { hint: t('signup.slug.hint'), verbatim: 'lower', autocomplete: 'off', maxLength: 63, suffix: view.hostSuffix, suggests: 'name' })}
${text(view, context, 'code', { hint: t('signup.code.hint'), verbatim: 'upper', autocomplete: 'off', maxLength: 6, suggests: 'name' })}
<div class="pair">
${selectField(t, {
  name: 'currency',
  label: t('signup.currency'),
  hint: t('signup.currency.hint'),
  value: view.values.currency,
  error: view.errors.currency,
  required: true,
  choices: view.currencies,
  // It never changes: nobody gets the first of the list by mistake.
  prompt: view.values.currency === '',
})}
${selectField(t, {
  name: 'timeZone',
  label: t('signup.timeZone'),
  hint: t('signup.timeZone.hint'),
  value: view.values.timeZone,
  error: view.errors.timeZone,
  required: true,
  choices: view.timeZones,
  prompt: view.values.timeZone === '',
})}
</div>
</fieldset>`
}

function owner(view: SignupView, context: CentralContext): Html {
  const { t } = context
  return html`<fieldset class="panel"><legend>${t('signup.owner')}</legend>
${text(view, context, 'ownerName', { autocomplete: 'name', maxLength: 120 })}
${text(view, context, 'email', { type: 'email', inputmode: 'email', autocomplete: 'email', maxLength: 320 })}
${text(view, context, 'password', {
  type: 'password',
  autocomplete: 'new-password',
  maxLength: 128,
  hint: t('signup.password.hint', { count: view.passwordLengthMin }),
})}
</fieldset>`
}

export interface SignupDoneView {
  name: string
  code: string
  email: string
  /** Complete addresses on the workshop's own host. */
  deskUrl: string
  shopUrl: string
  trial: { plan: string; until: Moment } | null
}

/** Shown once the workshop is open. */
export function signupDonePage(view: SignupDoneView, context: CentralContext): Html {
  const { t } = context
  const title = t('signup.done.title', { name: view.name })
  return layout(
    context,
    { title, page: 'page signup', private: true, script: false },
    html`<section class="plate plate-good">
<span class="seal">${makerMark(view.code)}</span>
<h1>${title}</h1>
<p class="lead">${t('signup.done.text', { email: view.email })}</p>
<p class="actions"><a class="button button-strong" href="${view.deskUrl}">${t('signup.done.desk')}</a>
<a class="button button-quiet" href="${view.shopUrl}">${t('signup.done.shop')}</a></p>
</section>
<section class="panel">
<dl class="facts">
<div><dt>${t('signup.done.address')}</dt><dd><a href="${view.deskUrl}" translate="no">${view.deskUrl}</a><small>${t('signup.done.keep')}</small></dd></div>
<div><dt>${t('signup.done.code')}</dt><dd translate="no">${view.code}<small>${t('signup.done.code.text')}</small></dd></div>
</dl>
${view.trial !== null && html`<p><time datetime="${view.trial.until.iso}">${t('signup.done.trial', { plan: view.trial.plan, date: view.trial.until.text })}</time></p>`}
</section>`,
  )
}
