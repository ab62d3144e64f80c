import { type Html, html } from '../html.ts'
import type { AnyContext, Moment } from '../page.ts'
import { textField } from '../parts/fields.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { seal, serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'
import { serialField } from './verify.ts'

/** What a maker tells of a piece, in the reader's language. */
export interface PassportPiece {
  serial: string
  compact: string
  product: string
  maker: { name: string; code: string; url: string | null }
  /** Who reads: more than the public sees is not to be shown around. */
  shownTo:
    | { audience: 'public'; keyIsOver?: boolean }
    | { audience: 'owner' }
    | { audience: 'authority'; name: string; until: Moment }
  revoked: boolean
  description: string | null
  madeOn: Moment | null
  place: string | null
  people: readonly string[]
  operations: readonly { name: string; completedOn: Moment | null }[]
  materials: readonly { name: string; quantity: string; lot: string | null }[]
  certificates: readonly { name: string; issuer: string | null; url: string | null }[]
  care: string | null
  repair: string | null
  /** As "6.4". */
  carbonKg: string | null
  recycledPercent: string | null
  /** Where programs find the same. */
  credentialUrl: string
  jsonLdUrl: string
}

/** `unavailable` says that there is no answer, never that there is no passport. */
export type PassportView =
  | { result: 'found'; piece: PassportPiece }
  | { result: 'not-found' }
  | { result: 'unavailable' }

/** A piece's passport. It has no script at all. */
export function passportPage(view: PassportView, context: AnyContext): Html {
  const { t } = context
  if (view.result !== 'found')
    return layout(
      context,
      {
        title: t(`passport.${view.result}.title`),
        page: 'page verify',
        private: true,
        script: false,
        current: 'check',
      },
      html`<section class="plate plate-plain" aria-labelledby="answer">
${seal(view.result === 'unavailable' ? 'wait' : 'unknown', undefined)}
<h1 id="answer">${t(`passport.${view.result}.title`)}</h1>
<p class="lead">${t(`passport.${view.result}.text`)}</p>
<p><a class="button" href="${routes.verify()}">${t('verify.form.again')}</a></p>
</section>`,
    )
  const { piece } = view
  return layout(
    context,
    {
      title: t('passport.title', { product: piece.product }),
      page: 'page verify',
      private: true,
      script: false,
      current: 'check',
    },
    html`<section class="plate plate-${piece.revoked ? 'warning' : 'good'}" aria-labelledby="answer">
${seal(piece.revoked ? 'warning' : 'good', piece.maker.code)}
<h1 id="answer">${t('passport.title', { product: piece.product })}</h1>
<p class="lead">${t(piece.revoked ? 'passport.revoked' : 'passport.lead', { maker: piece.maker.name })}</p>
</section>
${reader(piece.shownTo, context)}
${piece.description !== null && html`<section class="panel" aria-label="${t('passport.about')}">${paragraphs(piece.description)}</section>`}
${making(piece, context)}
${madeOf(piece, context)}
${certificates(piece, context)}
${careOf(piece, context)}
<section class="panel piece-serial" aria-labelledby="serial-title">
<h2 id="serial-title">${t('verify.serial')}</h2>
${serialMarks(piece.serial, t, 'captions')}
<p class="actions">
<a class="button" href="${routes.verifySerial(piece.maker.code, piece.compact)}">${t('passport.check')}</a>
${piece.maker.url !== null && html`<a class="button button-quiet" href="${piece.maker.url}">${t('verify.visit')}</a>`}
</p>
</section>
<section class="panel" aria-labelledby="proof-title">
<h2 id="proof-title">${t('passport.proof')}</h2>
<p class="muted small">${t('passport.proof.text')}</p>
<p class="actions">
<a class="button button-quiet" href="${piece.credentialUrl}">${t('passport.credential')}</a>
<a class="button button-quiet" href="${piece.jsonLdUrl}">${t('passport.jsonLd')}</a>
</p>
</section>`,
  )
}

/** Whoever sees more than the public is told so, and by what right. */
function reader(shownTo: PassportPiece['shownTo'], { t }: AnyContext): Html | null {
  if (shownTo.audience === 'public' && shownTo.keyIsOver)
    return html`<div class="notice notice-warning">${icons.alert}<p>${t('passport.keyOver')}</p></div>`
  const text =
    'until' in shownTo
      ? html`${t('passport.for.authority', { name: shownTo.name })} <time datetime="${shownTo.until.iso}">${t('passport.for.until', { date: shownTo.until.text })}</time>`
      : shownTo.audience === 'owner' && t('passport.for.owner')
  if (text === false) return null
  return html`<div class="notice">${icons.seal}<p>${text}</p></div>`
}

/** Where whoever has a key for every piece of a maker types the number of one. */
export function passportFormPage(
  view: { maker: string; serial: string; hasKey: boolean; refused: boolean },
  context: AnyContext,
): Html {
  const { t } = context
  return layout(
    context,
    { title: t('passport.form.title'), page: 'page verify', private: true, script: false, current: 'check' },
    html`<section class="plate plate-plain" aria-labelledby="answer">
${seal('ask')}
<h1 id="answer">${t('passport.form.title')}</h1>
<p class="lead">${t(view.hasKey ? 'passport.form.withKey' : 'passport.form.lead')}</p>
</section>
<form class="panel serial-form" method="get" action="${routes.passports()}" aria-label="${t('passport.form.title')}">
${serialField(context, view.serial)}
${textField(t, {
  name: 'maker',
  label: t('verify.form.maker'),
  hint: t('verify.form.maker.hint'),
  error: view.refused ? t('verify.form.maker.needed') : undefined,
  value: view.maker,
  required: true,
  verbatim: 'upper',
  autocomplete: 'off',
  maxLength: 6,
})}
<button class="button button-strong" type="submit">${t('passport.form.go')}</button>
</form>`,
  )
}

const paragraphs = (text: string): Html => html`${text.split(/\n+/).map((part) => html`<p>${part}</p>`)}`

function section(id: string, title: string, body: Html): Html {
  return html`<section class="panel" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`
}

const day = (at: Moment): Html => html`<time datetime="${at.iso}">${at.text}</time>`

function making(piece: PassportPiece, { t }: AnyContext): Html | null {
  const { madeOn, place, people, operations } = piece
  const facts = madeOn !== null || place !== null || people.length > 0
  if (!facts && operations.length === 0) return null
  return html`${
    facts &&
    section(
      'making',
      t('passport.making'),
      html`<dl class="facts">
${madeOn !== null && html`<div><dt>${t('verify.madeOn')}</dt><dd>${day(madeOn)}</dd></div>`}
${place !== null && html`<div><dt>${t('passport.place')}</dt><dd>${place}</dd></div>`}
${people.length > 0 && html`<div><dt>${t('passport.people')}</dt><dd>${people.join(', ')}</dd></div>`}
</dl>`,
    )
  }
${
  operations.length > 0 &&
  html`<section class="panel advice-list" aria-labelledby="steps"><h2 id="steps">${t('passport.operations')}</h2>
<ol>${operations.map(
    (one) =>
      html`<li><span>${one.name}${one.completedOn !== null && html` <span class="muted small">${day(one.completedOn)}</span>`}</span></li>`,
  )}</ol></section>`
}`
}

function madeOf({ materials, recycledPercent, carbonKg }: PassportPiece, { t }: AnyContext): Html | null {
  if (materials.length === 0 && recycledPercent === null && carbonKg === null) return null
  return section(
    'materials',
    t('passport.materials'),
    html`<dl class="facts">
${materials.map(
  (one) =>
    html`<div><dt>${one.name}</dt><dd>${one.quantity}${
      one.lot !== null && html` <span class="muted small">${t('passport.lot', { lot: one.lot })}</span>`
    }</dd></div>`,
)}
${recycledPercent !== null && html`<div><dt>${t('passport.recycled')}</dt><dd>${recycledPercent} %</dd></div>`}
${carbonKg !== null && html`<div><dt>${t('passport.carbon')}</dt><dd>${t('passport.carbon.kg', { kg: carbonKg })}</dd></div>`}
</dl>`,
  )
}

function certificates({ certificates: list }: PassportPiece, { t }: AnyContext): Html | null {
  if (list.length === 0) return null
  return section(
    'certificates',
    t('passport.certificates'),
    html`<ul>${list.map(
      (one) =>
        html`<li>${one.url === null || !/^https?:\/\//.test(one.url) ? one.name : html`<a href="${one.url}" rel="noopener nofollow">${one.name}</a>`}${
          one.issuer !== null && html` <span class="muted small">${one.issuer}</span>`
        }</li>`,
    )}</ul>`,
  )
}

function careOf({ care, repair }: PassportPiece, { t }: AnyContext): Html | null {
  if (care === null && repair === null) return null
  return html`${care !== null && section('care', t('passport.care'), paragraphs(care))}
${repair !== null && section('repair', t('passport.repair'), paragraphs(repair))}`
}
