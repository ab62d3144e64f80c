import { type Html, html } from '../html.ts'
import type { Moment, PageContext, Picture } from '../page.ts'
import { notice, picture } from '../parts/commerce.ts'
import { textField } from '../parts/fields.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

export type MyPieceState = 'claimed' | 'stolen' | 'recalled' | 'quarantined' | 'offered'
export type MyPiecesNotice = 'claimed' | 'offered' | 'cancelled' | 'stolen' | 'found'

export interface MyPiece {
  id: string
  product: string
  serial: string
  picture: Picture | null
  state: MyPieceState
  since: Moment
}

export interface ServiceEntry {
  kind: 'repair' | 'care' | 'inspection' | 'alteration'
  on: Moment
  doneBy: string
  description: string
  /** As "2 × linen thread". */
  parts: readonly string[]
  photoIds: readonly string[]
  underWarranty: boolean
}

export interface MyPieceView extends MyPiece {
  notice: MyPiecesNotice | null
  /** What was asked for could not be done, since the piece has changed. */
  refused: boolean
  madeOn: Moment | null
  warranty: { until: Moment; isOver: boolean } | null
  publicUrl: string
  /** Its passport as owners see it; null where none was issued. */
  passportUrl: string | null
  recall: readonly string[] | null
  service: readonly ServiceEntry[]
  transfer: { toEmail: string | null; until: Moment } | null
  /** Shown once, right after it was made. */
  offered: { code: string; link: string; until: Moment } | null
  transferError: string | undefined
  can: { transfer: boolean; cancelTransfer: boolean; reportStolen: boolean; reportFound: boolean }
}

const TONES: Readonly<Record<MyPieceState, string>> = {
  claimed: 'good',
  offered: 'open',
  stolen: 'open',
  recalled: 'open',
  quarantined: 'open',
}

/** Everything of one owner. */
export function myPiecesPage(
  view: { owner: { name: string; email: string }; pieces: readonly MyPiece[]; notice: MyPiecesNotice | null },
  page: PageContext,
): Html {
  const { t } = page
  return layout(
    page,
    { title: t('own.mine.title'), page: 'page mine', private: true, script: false },
    html`<h1>${t('own.mine.title')}</h1>
<p class="muted">${t('own.mine.of', view.owner)}</p>
${view.notice !== null && notice('good', t(`own.notice.${view.notice}`))}
${view.pieces.length === 0 && html`<p class="lead">${t('own.mine.none')}</p>`}
<ul class="mine-list">
${view.pieces.map(
  (piece) => html`<li class="panel">
${picture(t, piece.picture)}
<div>
<h2><a href="${routes.myPiece(piece.id)}">${piece.product}</a></h2>
<p class="muted small" translate="no">${piece.serial}</p>
<p><b>${t(`own.state.${piece.state}`)}</b></p>
<p class="muted small"><time datetime="${piece.since.iso}">${t('own.mine.since', { date: piece.since.text })}</time></p>
</div>
</li>`,
)}
</ul>
<div class="actions">
<a class="button button-quiet" href="${routes.claim()}">${t('own.mine.more')}</a>
<form method="post" action="${routes.leaveMyPieces()}"><button class="button button-quiet" type="submit">${t('own.mine.leave')}</button></form>
</div>
<details class="panel">
<summary><h2>${t('own.erase')}</h2></summary>
<p>${t('own.erase.text', { shop: page.tenant.name })}</p>
<form method="post" action="${routes.eraseMe()}">
<button class="button" type="submit">${t('own.erase.go')}</button>
</form>
</details>`,
  )
}

export interface AskForLinkView {
  email: string
  error: string | undefined
  /** The form was sent: the same answer whatever the address. */
  sent: boolean
  /** Everything of them was just erased. */
  erased?: boolean
}

/** For an owner who has no link at hand. */
export function askForLinkPage(view: AskForLinkView, page: PageContext): Html {
  const { t } = page
  return layout(
    page,
    { title: t('own.ask.title'), page: 'page signup', private: true, script: false },
    html`<h1>${t('own.ask.title')}</h1>
${view.erased && notice('good', t('own.erased'))}
${view.sent ? notice('good', t('own.ask.sent', { email: view.email })) : html`<p class="lead">${t('own.ask.lead')}</p>`}
<form class="panel" method="post" action="${routes.myPieces()}" novalidate>
${textField(t, {
  name: 'email',
  label: t('own.email'),
  value: view.sent ? '' : view.email,
  error: view.error,
  required: true,
  type: 'email',
  inputmode: 'email',
  autocomplete: 'email',
  maxLength: 254,
})}
<button class="button ${!view.sent && 'button-strong'}" type="submit">${t('own.claim.go')}</button>
</form>
<p><a href="${routes.claim()}">${t('own.over.claim')}</a></p>`,
  )
}

/** One piece of an owner: what it is, what was done to it, and what its owner may do. */
export function myPiecePage(view: MyPieceView, page: PageContext): Html {
  const { t } = page
  return layout(
    page,
    { title: view.product, page: 'page mine', private: true, script: false },
    html`<nav class="crumbs" aria-label="${t('own.piece.back')}"><a href="${routes.myPieces()}">${t('own.piece.back')}</a></nav>
${view.notice !== null && notice('good', t(`own.notice.${view.notice}`))}
${view.refused && notice('warning', t('own.refused'))}
${view.offered !== null && offeredCode(view.offered, page)}
<section class="status status-${TONES[view.state]}" aria-labelledby="piece-title">
<h1 id="piece-title">${view.product}</h1>
<p><b>${t(`own.state.${view.state}`)}</b></p>
</section>
${view.recall !== null && recallText(view.recall, page)}
<div class="order-in">
<div>
${pieceFacts(view, page)}
${serviceHistory(view, page)}
</div>
<aside>
${transferPanel(view, page)}
${view.can.reportStolen && stolenPanel(view, page)}
${view.can.reportFound && foundPanel(view, page)}
</aside>
</div>`,
  )
}

function offeredCode({ code, link, until }: NonNullable<MyPieceView['offered']>, { t }: PageContext): Html {
  return html`<section class="plate plate-good" aria-labelledby="code-title">
<h2 id="code-title">${t('own.transfer.code.title')}</h2>
<p class="entered" translate="no"><b>${code}</b></p>
<p>${t('own.transfer.code.text', { date: until.text })}</p>
<p class="entered" translate="no"><b>${link}</b></p>
</section>`
}

function recallText(paragraphs: readonly string[], { t, tenant }: PageContext): Html {
  return html`<section class="notice notice-warning" aria-labelledby="recall-title">${icons.alert}<div>
<h2 id="recall-title">${t('own.piece.recalled', { maker: tenant.name })}</h2>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
</div></section>`
}

function pieceFacts(view: MyPieceView, { t }: PageContext): Html {
  const { warranty } = view
  const time = (moment: Moment) => html`<time datetime="${moment.iso}">${moment.text}</time>`
  return html`<section class="piece" aria-labelledby="facts-title">
${picture(t, view.picture, 'eager')}
<div class="piece-text">
<h2 id="facts-title">${t('own.piece.facts')}</h2>
<dl class="facts">
<div><dt>${t('own.piece.since')}</dt><dd>${time(view.since)}</dd></div>
<div><dt>${t('own.piece.warranty')}</dt><dd>${
    warranty === null
      ? t('own.piece.warranty.none')
      : html`<time datetime="${warranty.until.iso}">${t(warranty.isOver ? 'own.piece.warranty.over' : 'own.piece.warranty.until', { date: warranty.until.text })}</time>`
  }</dd></div>
${view.madeOn !== null && html`<div><dt>${t('verify.madeOn')}</dt><dd>${time(view.madeOn)}</dd></div>`}
</dl>
</div>
<section class="piece-serial" aria-labelledby="serial-title">
<h3 id="serial-title">${t('verify.serial')}</h3>
${serialMarks(view.serial, t)}
${view.passportUrl !== null && html`<p><a class="go" href="${view.passportUrl}">${t('own.piece.passport')}${icons.arrow}</a></p>`}
<p><a class="go" href="${view.publicUrl}">${t('own.piece.public')}${icons.arrow}</a></p>
</section>
</section>`
}

function serviceHistory({ id, service }: MyPieceView, { t }: PageContext): Html {
  return html`<section class="panel" aria-labelledby="service-title">
<h2 id="service-title">${t('own.service.title')}</h2>
${service.length === 0 && html`<p class="muted">${t('own.service.none')}</p>`}
<ul class="service">
${service.map((entry) => {
  const kind = t(`own.service.${entry.kind}`)
  return html`<li>
<h3>${kind}${entry.underWarranty && html`<small> ${t('own.service.warranty')}</small>`}</h3>
<p class="muted small"><time datetime="${entry.on.iso}">${entry.on.text}</time> ${t('own.service.by', { name: entry.doneBy })}</p>
${entry.description.split(/\n+/).map((paragraph) => html`<p>${paragraph}</p>`)}
${entry.parts.length > 0 && html`<p class="small">${t('own.service.parts')}: ${entry.parts.join(', ')}</p>`}
${
  entry.photoIds.length > 0 &&
  html`<p class="photos">${entry.photoIds.map(
    (photoId, index) =>
      html`<a href="${routes.servicePhoto(id, photoId)}"><img src="${routes.servicePhoto(id, photoId)}" alt="${t('own.service.photo', { count: index + 1, kind })}" width="96" height="96" loading="lazy"></a>`,
  )}</p>`
}
</li>`
})}
</ul>
</section>`
}

function transferPanel(view: MyPieceView, { t }: PageContext): Html | null {
  const { transfer } = view
  if (transfer !== null && view.can.cancelTransfer) {
    const { text: date } = transfer.until
    return html`<section class="panel" aria-labelledby="transfer-title">
<h2 id="transfer-title">${t('own.transfer.title')}</h2>
<p>${transfer.toEmail === null ? t('own.transfer.open.code', { date }) : t('own.transfer.open.email', { email: transfer.toEmail, date })}</p>
<form method="post" action="${routes.cancelTransfer(view.id)}"><button class="button" type="submit">${t('own.transfer.cancel')}</button></form>
</section>`
  }
  if (!view.can.transfer) return null
  return html`<form class="panel" method="post" action="${routes.transferPiece(view.id)}" aria-labelledby="transfer-title" novalidate>
<h2 id="transfer-title">${t('own.transfer.title')}</h2>
<p>${t('own.transfer.lead')}</p>
${textField(t, {
  name: 'email',
  label: t('own.transfer.email'),
  hint: t('own.transfer.email.hint'),
  value: '',
  error: view.transferError,
  required: false,
  type: 'email',
  inputmode: 'email',
  autocomplete: 'off',
  maxLength: 254,
})}
<button class="button" type="submit">${t('own.transfer.go')}</button>
</form>`
}

function stolenPanel({ id }: MyPieceView, { t }: PageContext): Html {
  return html`<details class="panel">
<summary><h2>${t('own.stolen.title')}</h2></summary>
<form method="post" action="${routes.reportStolen(id)}">
<p>${t('own.stolen.lead')}</p>
${textField(t, {
  name: 'note',
  label: t('own.stolen.note'),
  hint: t('own.stolen.note.hint'),
  value: '',
  required: false,
  autocomplete: 'off',
  maxLength: 1000,
})}
<button class="button" type="submit">${t('own.stolen.go')}</button>
</form>
</details>`
}

function foundPanel({ id }: MyPieceView, { t }: PageContext): Html {
  return html`<form class="panel" method="post" action="${routes.reportFound(id)}" aria-labelledby="found-title">
<h2 id="found-title">${t('own.found.title')}</h2>
<p>${t('own.found.lead')}</p>
<button class="button button-strong" type="submit">${t('own.found.go')}</button>
</form>`
}
