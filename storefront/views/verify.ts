import { type Html, html } from '../html.ts'
import { type AnyContext, isTenantPage, type Moment, type Picture } from '../page.ts'
import { picture } from '../parts/commerce.ts'
import { textField } from '../parts/fields.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { type SealKind, seal, serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

export interface VerifiedPiece {
  /** As printed. */
  serial: string
  product: string
  picture: Picture | null
  maker: { name: string; code: string; place: string | null; url: string | null; email: string | null }
  madeOn: Moment | null
  /** The line's code; the name for lines other than HAT and OEM. */
  line: { code: string; name: string | null }
  /** As "Vegetable-tanned leather, brass". */
  materials: string | null
  stage: 'in-making' | 'made' | 'sold' | 'claimed'
  /** With this one. */
  scans: number
  /** An unusual number of scans: the number may have been copied. */
  manyScans: boolean
  passportUrl: string | null
  /** Where its owner claims it; null when that is not possible now. */
  claimUrl: string | null
  /** Since when it is somebody's; nobody is told whose. */
  claimedOn: Moment | null
  /** What its maker tells of a recall. */
  notice: { text: string; since: Moment } | null
}

export type PieceVerdict = 'genuine' | 'recalled' | 'stolen' | 'withdrawn'

/**
 * The answer to "is this piece real", or the question (`needsMaker`: a short number was given, which means
 * nothing without its maker). `unavailable` and `too-many` say that there is no answer, never that a piece is
 * unknown.
 */
export type VerifyView =
  | { result: 'ask'; entered: string; needsMaker: boolean }
  | { result: PieceVerdict; piece: VerifiedPiece; checkedAt: Moment }
  | { result: 'not-found'; entered: string }
  | { result: 'unavailable' | 'too-many'; entered: string; retryAfterSeconds: number | null }

type Result = VerifyView['result']

const SEALS: Readonly<Record<Result, SealKind>> = {
  ask: 'ask',
  genuine: 'good',
  recalled: 'warning',
  stolen: 'bad',
  withdrawn: 'warning',
  'not-found': 'unknown',
  unavailable: 'wait',
  'too-many': 'wait',
}

const PLATES: Readonly<Record<Result, string>> = {
  ask: 'plain',
  genuine: 'good',
  recalled: 'warning',
  stolen: 'bad',
  withdrawn: 'warning',
  'not-found': 'plain',
  unavailable: 'plain',
  'too-many': 'plain',
}

/** The page that a phone shows after a scan. It has no script at all. */
export function verifyPage(view: VerifyView, context: AnyContext): Html {
  const { t } = context
  const title = view.result === 'ask' ? t('verify.title') : t(`verify.${view.result}.title`)
  return layout(
    context,
    { title, page: 'page verify', private: view.result !== 'ask', script: false, current: 'check' },
    html`<section class="plate plate-${PLATES[view.result]}" aria-labelledby="answer">
${seal(SEALS[view.result], 'piece' in view ? view.piece.maker.code : undefined)}
<h1 id="answer">${title}</h1>
${answerText(view, context)}
</section>
${'piece' in view && pieceFacts(view.piece, context)}
${view.result === 'not-found' && advice(context)}
${serialForm(view, context)}`,
  )
}

function answerText(view: VerifyView, { t, path }: AnyContext): Html {
  switch (view.result) {
    case 'ask':
      return html`<p class="lead">${t('verify.lead')}</p>`
    case 'not-found':
      return html`<p class="lead">${t('verify.not-found.text')}</p>${entered(view.entered, t)}`
    case 'unavailable':
    case 'too-many':
      return html`<p class="lead">${t(`verify.${view.result}.text`)}</p>
${entered(view.entered, t)}
${view.retryAfterSeconds !== null && html`<p>${t.count('error.retryIn', view.retryAfterSeconds)}</p>`}
<p><a class="button" href="${path}">${t('error.retry')}</a></p>`
    default:
      return html`<p class="lead">${verdict(view.result, view.piece.maker.name, t)}</p>
${view.piece.notice !== null && makersWords(view.piece.notice, view.piece.maker.name)}
${view.result !== 'genuine' && html`<p class="advice">${t(`verify.${view.result}.advice`)}</p>`}
<p class="small"><time datetime="${view.checkedAt.iso}">${t('verify.checkedAt', { time: view.checkedAt.text })}</time></p>`
  }
}

function makersWords({ text, since }: NonNullable<VerifiedPiece['notice']>, maker: string): Html {
  return html`<blockquote class="makers-words">
${text.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
<footer>${maker}, <time datetime="${since.iso}">${since.text}</time></footer>
</blockquote>`
}

function verdict(result: PieceVerdict, maker: string, t: AnyContext['t']): string {
  return result === 'stolen' ? t('verify.stolen.text') : t(`verify.${result}.text`, { maker })
}

function entered(text: string, t: AnyContext['t']): Html {
  return html`<p class="entered">${t('verify.entered')} <b translate="no">${text}</b></p>`
}

function pieceFacts(piece: VerifiedPiece, context: AnyContext): Html {
  const { t } = context
  const { maker } = piece
  const fact = (label: string, value: Html | string | null) =>
    value !== null && html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  const hints = [
    piece.manyScans && t('verify.manyScans'),
    piece.stage === 'in-making' && t('verify.stillInMaking'),
  ].filter((hint) => hint !== false)
  return html`${hints.map((hint) => html`<div class="notice notice-warning">${icons.alert}<p>${hint}</p></div>`)}
<article class="piece">
${piece.picture !== null && picture(t, piece.picture, 'eager')}
<div class="piece-text">
<h2>${piece.product}</h2>
<dl class="facts">
${fact(t('verify.maker'), maker.place === null ? maker.name : `${maker.name}, ${maker.place}`)}
${fact(t('verify.madeOn'), piece.madeOn && html`<time datetime="${piece.madeOn.iso}">${piece.madeOn.text}</time>`)}
${fact(t('verify.line'), lineName(piece.line, t))}
${fact(t('verify.materials'), piece.materials)}
${fact(t('verify.stage'), stage(piece, t))}
${fact(t('verify.scans'), piece.scans <= 1 ? t('verify.scans.first') : t.count('verify.scans', piece.scans))}
</dl>
</div>
<section class="piece-serial" aria-labelledby="serial-title">
<h3 id="serial-title">${t('verify.serial')}</h3>
${serialMarks(piece.serial, t, 'captions')}
<p class="muted small">${piece.picture === null ? t('verify.compareMark') : t('verify.compare')}</p>
</section>
${pieceLinks(piece, context)}
</article>`
}

function stage({ stage, claimedOn }: VerifiedPiece, t: AnyContext['t']): Html | string {
  if (claimedOn === null) return t(`verify.stage.${stage}`)
  return html`<time datetime="${claimedOn.iso}">${t('verify.claimedSince', { date: claimedOn.text })}</time>`
}

function pieceLinks({ passportUrl, claimUrl, maker }: VerifiedPiece, context: AnyContext): Html | null {
  const { t } = context
  const visit = isTenantPage(context) ? routes.shop() : maker.url
  const links = [
    passportUrl !== null && html`<a class="button" href="${passportUrl}">${t('verify.passport')}</a>`,
    claimUrl !== null && html`<a class="button button-quiet" href="${claimUrl}">${t('verify.claim')}</a>`,
    maker.email !== null &&
      html`<a class="button button-quiet" href="${`mailto:${maker.email}`}">${t('verify.contact')}</a>`,
    visit !== null && html`<a class="button button-quiet" href="${visit}">${t('verify.visit')}</a>`,
  ].filter((link) => link !== false)
  return links.length === 0 ? null : html`<p class="actions">${links}</p>`
}

function lineName({ code, name }: VerifiedPiece['line'], t: AnyContext['t']): string {
  if (code === 'HAT' || code === 'OEM') return t(`verify.line.${code}`)
  return name ?? code
}

function advice({ t }: AnyContext): Html {
  return html`<section class="panel advice-list" aria-labelledby="advice-title">
<h2 id="advice-title">${t('verify.not-found.try')}</h2>
<ol>
<li>${t('verify.not-found.try.1')}</li>
<li>${t('verify.not-found.try.2')}</li>
<li>${t('verify.not-found.try.3')}</li>
<li>${t('verify.not-found.try.4')}</li>
</ol>
</section>`
}

function serialForm(view: VerifyView, context: AnyContext): Html {
  const { t } = context
  const title =
    view.result === 'ask' || view.result === 'not-found' ? 'verify.form.title' : 'verify.form.again'
  return html`<form class="panel serial-form" method="get" action="${routes.verify()}" aria-labelledby="form-title">
<h2 id="form-title">${t(title)}</h2>
${serialField(context, 'entered' in view ? view.entered : '')}
${!isTenantPage(context) && makerField(context, view.result === 'ask' && view.needsMaker)}
<button class="button ${view.result === 'ask' && 'button-strong'}" type="submit">${t('verify.form.go')}</button>
</form>`
}

/** The field to type a serial, as it comes. */
export function serialField({ t }: AnyContext, serial: string): Html {
  return textField(t, {
    name: 'serial',
    label: t('verify.form.serial'),
    hint: t('verify.form.hint'),
    value: serial,
    required: true,
    verbatim: 'upper',
    autocomplete: 'off',
    maxLength: 120,
  })
}

/** A workshop's own host knows the maker; elsewhere short and older numbers need its code. */
function makerField({ t }: AnyContext, needed: boolean): Html {
  return textField(t, {
    name: 'maker',
    label: t('verify.form.maker'),
    hint: t('verify.form.maker.hint'),
    error: needed ? t('verify.form.maker.needed') : undefined,
    value: '',
    required: needed,
    verbatim: 'upper',
    autocomplete: 'off',
    maxLength: 6,
  })
}
