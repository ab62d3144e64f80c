import { type Html, html } from '../../../../storefront/html.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import type { generationRate, linkHealth, summary } from '../metrics/metrics.ts'
import type { PendingLink } from '../registry/outbox.ts'
import { type ConsoleTexts, consoleTexts } from './console-texts.ts'

export const CONSOLE_PATH = '/platform/serials'

export interface ConsoleView {
  /** Null while the registry does not answer. */
  readonly summary: Awaited<ReturnType<typeof summary>> | null
  readonly rate: Awaited<ReturnType<typeof generationRate>> | null
  readonly health: Awaited<ReturnType<typeof linkHealth>>
  readonly links: readonly PendingLink[]
  readonly hasMore: boolean
  /** What a retry did, told after it. */
  readonly retried: { readonly linked: number; readonly failed: number } | null
  /** What was typed to give a GTIN away, and why that was refused. */
  readonly gift: { readonly typed: Readonly<Record<string, string>>; readonly refused: string | null }
  /** The GTIN that was just given away. */
  readonly given: string | null
}

function page(locale: Locale, body: (t: ConsoleTexts) => Html, script: boolean): Html {
  const t = consoleTexts[locale]
  const other = locale === 'en' ? 'th' : 'en'
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t.title} · Touchmark</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${`${CONSOLE_PATH}/console.css`}">
${script && html`<script src="${`${CONSOLE_PATH}/console.js`}" defer></script>`}
</head>
<body>
<main>
<header><h1>${t.title}</h1><a lang="${other}" hreflang="${other}" href="${`${CONSOLE_PATH}?lang=${other}`}">${t.other}</a></header>
${body(t)}
</main>
</body>
</html>`
}

export const signInPage = (locale: Locale): Html =>
  page(
    locale,
    (t) => html`<section><h2>${t.signIn}</h2><p class="muted">${t.signInText}</p>
<form class="sign-in" method="post">
<p role="alert" class="bad" data-text="${t.failed}" hidden></p>
<label>${t.email}<input name="email" type="email" autocomplete="username" required></label>
<label>${t.password}<input name="password" type="password" autocomplete="current-password" required></label>
<label data-code hidden>${t.code}<input name="code" inputmode="numeric" autocomplete="one-time-code"></label>
<button type="submit">${t.signIn}</button>
</form></section>`,
    true,
  )

export const forbiddenPage = (locale: Locale): Html =>
  page(locale, (t) => html`<section><p>${t.forbidden}</p></section>`, false)

export function consolePage(view: ConsoleView, locale: Locale): Html {
  const number = (value: number) => value.toLocaleString(locale === 'th' ? 'th-TH' : 'en-GB')
  const moment = (iso: string) =>
    new Intl.DateTimeFormat(locale === 'th' ? 'th-TH' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    }).format(new Date(iso))
  const tell: Tell = { number, moment, t: consoleTexts[locale] }
  return page(
    locale,
    (t) => html`${state(view, tell)}
${tiles(view, tell)}
${view.rate && html`<section aria-labelledby="issued"><h2 id="issued">${t.issued}</h2><p class="muted">${t.issuedText}</p>${ratesChart(view.rate, tell)}</section>`}
${view.summary && html`<section aria-labelledby="asked"><h2 id="asked">${t.asked}</h2>${outcomes(view.summary.verificationsLastDay, tell)}</section>`}
${links(view, tell)}
${lastCheck(view.health.lastCheck, tell)}
${giveGtin(view, tell)}`,
    false,
  )
}

interface Tell {
  readonly t: ConsoleTexts
  number(value: number): string
  moment(iso: string): string
}

function state({ health, retried }: ConsoleView, { t, number }: Tell): Html {
  const [tone, text] = !health.registry.ok
    ? ['bad', t.registryAway]
    : health.ok
      ? ['good', t.healthy]
      : ['bad', t.unhealthy]
  return html`<p class="${`state ${tone}`}">${text}</p>
${retried && html`<p role="status">${t.retried.replace('{linked}', number(retried.linked)).replace('{failed}', number(retried.failed))}</p>`}`
}

function tiles({ summary, health }: ConsoleView, { t, number }: Tell): Html {
  const waiting = health.queued.links + health.running.links + health.retrying.links
  const all: [string, number | undefined][] = [
    [t.pieces, summary?.pieces],
    [t.makers, summary?.makers],
    [t.scans, summary?.scans.total],
    [t.waiting, waiting],
    [t.dead, health.dead.links],
  ]
  return html`<dl class="tiles">${all.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value === undefined ? '–' : number(value)}</dd></div>`)}</dl>`
}

const CHART = { width: 720, height: 180, left: 8, bottom: 20, top: 14 }

function ratesChart(rate: NonNullable<ConsoleView['rate']>, { t, number }: Tell): Html {
  const lines = [...new Set(rate.items.flatMap((item) => Object.keys(item.byLine)))].sort()
  const most = Math.max(1, ...rate.items.map((item) => item.issued))
  const step = (CHART.width - CHART.left) / rate.items.length
  const full = CHART.height - CHART.bottom - CHART.top
  const bars = rate.items.flatMap((item, i) => {
    let base = CHART.height - CHART.bottom
    return lines.map((name, series) => {
      const height = ((item.byLine[name] ?? 0) / most) * full
      base -= height
      return height === 0
        ? null
        : html`<rect class="${`s${series % 4}`}" x="${(CHART.left + i * step + 1).toFixed(1)}" y="${base.toFixed(1)}" width="${(step - 2).toFixed(1)}" height="${height.toFixed(1)}"><title>${`${item.day} ${name}: ${number(item.byLine[name] ?? 0)}`}</title></rect>`
    })
  })
  const first = rate.items[0]?.day ?? ''
  const last = rate.items.at(-1)?.day ?? ''
  return html`<svg viewBox="${`0 0 ${CHART.width} ${CHART.height}`}" role="img" aria-label="${`${t.issued}: ${number(rate.issued)}`}">
<text x="${CHART.left}" y="10">${number(most)}</text>
${bars}
<text x="${CHART.left}" y="${CHART.height - 5}">${first}</text>
<text x="${CHART.width - 62}" y="${CHART.height - 5}">${last}</text>
</svg>
<ul class="legend">${lines.map((name, i) => html`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${`s${i % 4}`}" width="10" height="10"></rect></svg>${name}</li>`)}</ul>
<details><summary>${t.figures}</summary><div class="wide"><table><thead><tr><th scope="col">${t.day}</th>${lines.map((name) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead>
<tbody>${rate.items.filter((item) => item.issued > 0).map((item) => html`<tr><td>${item.day}</td>${lines.map((name) => html`<td class="n">${number(item.byLine[name] ?? 0)}</td>`)}</tr>`)}</tbody></table></div></details>`
}

function outcomes(counts: Readonly<Record<string, number>>, { t, number }: Tell): Html {
  const rows = Object.entries(counts).sort(([, a], [, b]) => b - a)
  if (rows.length === 0) return html`<p class="muted">${t.nobodyAsked}</p>`
  const most = Math.max(...rows.map(([, count]) => count))
  return html`${rows.map(([name, count]) => html`<div class="bar"><span>${name.replaceAll('_', ' ')}</span><meter min="0" max="${most}" value="${count}" aria-label="${name}"></meter><span>${number(count)}</span></div>`)}`
}

function links({ links: pending, hasMore }: ConsoleView, { t, number, moment }: Tell): Html {
  if (pending.length === 0)
    return html`<section aria-labelledby="links"><h2 id="links">${t.links}</h2><p class="muted">${t.noLinks}</p></section>`
  return html`<section aria-labelledby="links"><div class="row"><h2 id="links">${t.links}</h2>
<form method="post" action="${`${CONSOLE_PATH}/retry`}"><button type="submit">${t.retryAll}</button></form></div>
<p class="muted">${t.linksText}${hasMore && ` ${t.moreLinks.replace('{count}', number(pending.length))}`}</p>
<div class="wide"><table><thead><tr><th scope="col">${t.workshop}</th><th scope="col">${t.state}</th><th scope="col" class="n">${t.piecesOf}</th><th scope="col" class="n">${t.attempts}</th><th scope="col">${t.since}</th><th scope="col">${t.error}</th><th scope="col"><span hidden>${t.retry}</span></th></tr></thead>
<tbody>${pending.map((link) => html`<tr><td>${link.tenant}</td><td>${t.states[link.state]}</td><td class="n">${number(link.pieces)}</td><td class="n">${number(link.attempts)}</td><td>${moment(link.queuedAt)}</td><td class="why">${link.lastError?.split('\n')[0] ?? '–'}</td><td><form method="post" action="${`${CONSOLE_PATH}/links/${link.id}/retry`}"><button type="submit" aria-label="${`${t.retry}: ${link.tenant}, ${moment(link.queuedAt)}`}">${t.retry}</button></form></td></tr>`)}</tbody></table></div></section>`
}

function giveGtin({ gift, given }: ConsoleView, { t }: Tell): Html {
  const field = (name: 'gtin' | 'toCode' | 'toSku' | 'reason') =>
    html`<label>${t.gift[name]}<input name="${name}" value="${gift.typed[name] ?? ''}" required autocomplete="off"></label>`
  return html`<section aria-labelledby="gift"><h2 id="gift">${t.gift.title}</h2><p class="muted">${t.gift.text}</p>
${given !== null && html`<p role="status" class="state good">${t.gift.done.replace('{gtin}', given)}</p>`}
${gift.refused !== null && html`<p role="alert" class="state bad">${gift.refused}</p>`}
<form class="gift" method="post" action="${`${CONSOLE_PATH}/gtins`}">
${field('gtin')}${field('toCode')}${field('toSku')}${field('reason')}
<button type="submit">${t.gift.go}</button>
</form></section>`
}

function lastCheck(check: ConsoleView['health']['lastCheck'], { t, number, moment }: Tell): Html {
  return html`<section aria-labelledby="checks"><h2 id="checks">${t.checks}</h2>${
    check
      ? html`<p class="muted">${moment(check.finishedAt)}</p><dl class="tiles">${(
          [
            [t.checked, check.checked],
            [t.repaired, check.repaired],
            [t.quarantined, check.quarantined],
            [t.errors, check.errors],
          ] as const
        ).map(([name, value]) => html`<div><dt>${name}</dt><dd>${number(value)}</dd></div>`)}</dl>`
      : html`<p class="muted">${t.noCheck}</p>`
  }</section>`
}
