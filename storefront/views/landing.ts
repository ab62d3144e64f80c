import { type Html, html } from '../html.ts'
import type { CentralContext } from '../page.ts'
import { errorSummary, textField } from '../parts/fields.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'
import { serialField } from './verify.ts'

export interface LandingView {
  /** False while the installation takes no new workshops. */
  signUpOpen: boolean
  /** The trial a new workshop gets; null for none. */
  trial: { days: number; plan: string } | null
  /** What follows a workshop's address name, as `.localhost:3000`. */
  hostSuffix: string
  /** A workshop that was asked for and not found, with what to do. */
  signIn: { slug: string; error: string | null }
}

const STEPS = ['ticket', 'bench', 'serial', 'sale', 'books', 'scan'] as const
const CARD = ['cut', 'stitch', 'inspect', 'sold', 'scan'] as const
/** The example of the serial format; no workshop issues it. */
const EXAMPLE_SERIAL = 'MA01-HAT-TEST-20251109-00001-7K2M-C'

export function landingPage(view: LandingView, context: CentralContext): Html {
  const { t } = context
  return layout(
    context,
    { title: t('landing.title'), description: t('landing.lead'), page: 'landing', script: false },
    html`${view.signIn.error !== null && errorSummary(t, { workshop: view.signIn.error }, { workshop: t('landing.signIn.slug') })}
<section class="hero">
<div class="hero-text">
<h1>${t('landing.headline')}</h1>
<p class="lead">${t('landing.lead')}</p>
${openWorkshop(view, t)}
</div>
${exampleCard(t)}
</section>
<section class="story" aria-labelledby="story-title">
<h2 id="story-title">${t('landing.story')}</h2>
<ol>${STEPS.map((step) => html`<li><h3>${t(`landing.step.${step}`)}</h3><p>${t(`landing.step.${step}.text`)}</p></li>`)}</ol>
</section>
<div class="doors">
${signIn(view, context)}
<form class="panel" method="get" action="${routes.verify()}" aria-labelledby="check-title">
<h2 id="check-title">${t('landing.check')}</h2>
<p class="muted">${t('landing.check.lead')}</p>
${serialField(context, '')}
<button class="button" type="submit">${t('verify.form.go')}</button>
</form>
</div>`,
  )
}

function openWorkshop(view: LandingView, t: CentralContext['t']): Html {
  if (!view.signUpOpen) return html`<p class="muted">${t('landing.closed')}</p>`
  return html`<p class="actions"><a class="button button-strong" href="${routes.signUp()}">${t('landing.open')}</a>
<a class="button button-quiet" href="#sign-in">${t('signup.signIn')}</a></p>
${view.trial !== null && html`<p class="muted">${t('landing.trial', view.trial)}</p>`}`
}

function exampleCard(t: CentralContext['t']): Html {
  return html`<figure class="record" aria-label="${t('landing.card.label')}">
<figcaption>${t('landing.card.piece')}</figcaption>
${serialMarks(EXAMPLE_SERIAL, t)}
<ol>${CARD.map((entry) => html`<li><span class="step-dot">${icons.tick}</span>${t(`landing.card.${entry}`)}</li>`)}</ol>
</figure>`
}

function signIn(view: LandingView, { t }: CentralContext): Html {
  return html`<form class="panel" id="sign-in" method="get" action="${routes.signIn()}" aria-labelledby="sign-in-title">
<h2 id="sign-in-title">${t('landing.signIn')}</h2>
<p class="muted">${t('landing.signIn.lead')}</p>
${textField(t, {
  name: 'workshop',
  label: t('landing.signIn.slug'),
  value: view.signIn.slug,
  error: view.signIn.error ?? undefined,
  required: true,
  verbatim: 'lower',
  autocomplete: 'organization',
  suffix: view.hostSuffix,
  maxLength: 63,
})}
<button class="button" type="submit">${t('landing.signIn.go')}</button>
</form>`
}
