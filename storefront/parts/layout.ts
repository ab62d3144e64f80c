import { accentUrl } from '../accent.ts'
import { ICON_URL, SCRIPT_URL, STYLESHEET_URL } from '../assets.ts'
import { attributes, type Html, html, type TemplateValue } from '../html.ts'
import { type AnyContext, isTenantPage, type PageContext } from '../page.ts'
import { inLanguage, routes } from '../routes.ts'
import type { Locale } from '../texts.ts'
import { icons } from './icons.ts'
import { makerMark } from './touchmark.ts'

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', th: 'ไทย' }

export interface LayoutOptions {
  title: string
  description?: string
  /** Class of `main`, for the page's own layout. */
  page: string
  /** Shown where a link to the page is shared. */
  picture?: string
  /** Pages of one person are not for search engines. */
  private?: boolean
  /** The optional script of the shop. */
  script?: boolean
  current?: 'shop' | 'cart' | 'check'
}

/** The whole document around a page's content. */
export function layout(context: AnyContext, options: LayoutOptions, content: TemplateValue): Html {
  const tenant = isTenantPage(context) ? context.tenant : undefined
  const maker = tenant ?? context.maker
  const accent = accentUrl(maker?.accentColour)
  const title = maker === undefined ? options.title : `${options.title} · ${maker.name}`
  return html`<!doctype html>
<html lang="${context.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
${options.description !== undefined && html`<meta name="description" content="${options.description}">`}
${options.private && html`<meta name="robots" content="noindex"><meta name="referrer" content="same-origin">`}
<meta property="og:title" content="${options.title}">
${options.picture !== undefined && html`<meta property="og:image" content="${options.picture}">`}
<link rel="icon" href="${ICON_URL}" type="image/svg+xml">
<link rel="stylesheet" href="${STYLESHEET_URL}">
${accent !== undefined && html`<link rel="stylesheet" href="${accent}">`}
${options.script !== false && html`<script src="${SCRIPT_URL}" defer></script>`}
</head>
<body>
<a class="skip" href="#main">${context.t('nav.skip')}</a>
<header class="top">
<div class="top-in">
${brand(context)}
<nav class="top-nav" aria-label="${context.t('nav.label')}">
${isTenantPage(context) && shopLinks(context, options.current)}
${otherLanguage(context)}
</nav>
</div>
</header>
<main id="main" class="${options.page}" tabindex="-1">
${content}
</main>
<footer class="foot">
<div class="foot-in">
<p>${context.t('footer.numbered')} <a href="${routes.verify()}">${context.t('nav.check')}</a></p>
${maker !== undefined && html`<p class="foot-mark">${makerMark(maker.code)}<span><b>${maker.name}</b><br>${context.t('footer.platform')}</span></p>`}
</div>
</footer>
</body>
</html>
`
}

function brand(context: AnyContext): Html {
  if (isTenantPage(context)) return brandOf(context.tenant, routes.shop())
  // About a piece of a maker the page is the maker's, wherever it is.
  if (context.maker) return brandOf(context.maker, context.maker.url)
  return html`<a class="brand" href="${routes.home()}">${makerMark('TM')}<span>Touchmark</span></a>`
}

function brandOf(face: { name: string; code: string; logoUrl?: string }, href: string): Html {
  const mark =
    face.logoUrl === undefined
      ? makerMark(face.code)
      : html`<img class="logo" src="${face.logoUrl}" alt="" height="44">`
  return html`<a class="brand" href="${href}">${mark}<span>${face.name}</span></a>`
}

function shopLinks({ t, cartCount }: PageContext, current: LayoutOptions['current']): Html {
  const here = (page: LayoutOptions['current']) => attributes({ 'aria-current': page === current && 'page' })
  const inCart = cartCount > 0 && html`<span class="count" aria-hidden="true">${cartCount}</span>`
  return html`<a class="wide-only" href="${routes.shop()}" ${here('shop')}><span>${t('nav.shop')}</span></a>
<a href="${routes.verify()}" ${here('check')}>${icons.seal}<span class="wide-text">${t('nav.check')}</span></a>
<a href="${routes.cart()}" ${here('cart')}>${icons.cart}<span class="wide-text">${t('nav.cart')}</span>${inCart}${cartCount > 0 && html`<span class="vh">, ${t.count('cart.count', cartCount)}</span>`}</a>`
}

function otherLanguage({ locale, path }: AnyContext): Html {
  const other = locale === 'en' ? 'th' : 'en'
  return html`<a class="language" href="${inLanguage(path, other)}" lang="${other}" hreflang="${other}" rel="nofollow"><span>${LANGUAGE_NAMES[other]}</span></a>`
}
