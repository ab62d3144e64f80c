import { attributes, type Html, html } from '../html.ts'
import type { Availability, PageContext, Picture, Price } from '../page.ts'
import { availabilityText, emptyState, picture, priceText } from '../parts/commerce.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { routes } from '../routes.ts'

export interface ProductCard {
  slug: string
  name: string
  picture: Picture | null
  price: Price
  availability: Availability
  /** Each piece has a serial of its own. */
  serialised: boolean
}

export interface ShopCategory {
  slug: string
  name: string
}

export interface ShopListView {
  /** What was searched for; empty when nothing was. */
  query: string
  categories: readonly ShopCategory[]
  /** Slug of the chosen category. */
  category: string | null
  products: readonly ProductCard[]
  /** Products that match, on all pages. */
  total: number
  nextCursor: string | null
  /** False after "show more": the page offers the way back. */
  firstPage: boolean
}

export function shopListPage(view: ShopListView, page: PageContext): Html {
  const { t, tenant } = page
  const title = t('shop.title', { name: tenant.name })
  return layout(
    page,
    { title: t('nav.shop'), description: `${title}. ${t('shop.lead')}`, page: 'page shop', current: 'shop' },
    html`<div class="shop-head">
<div>
<h1>${title}</h1>
<p class="lead">${t('shop.lead')}</p>
</div>
${searchForm(view, page)}
</div>
${view.categories.length > 0 && categoryLinks(view, page)}
${view.products.length === 0 ? nothing(view, page) : results(view, page)}`,
  )
}

function searchForm(view: ShopListView, { t }: PageContext): Html {
  return html`<search><form class="search" action="${routes.shop()}" method="get" role="search">
<label class="vh" for="search">${t('shop.search')}</label>
<input ${attributes({ id: 'search', type: 'search', name: 'q', value: view.query, placeholder: t('shop.search'), maxlength: 100, enterkeyhint: 'search' })}>
${view.category !== null && html`<input type="hidden" name="category" value="${view.category}">`}
<button class="button-quiet" type="submit">${icons.search}<span class="vh">${t('shop.searchGo')}</span></button>
</form></search>`
}

function categoryLinks(view: ShopListView, { t }: PageContext): Html {
  const link = (slug: string | null, name: string) =>
    html`<li><a ${attributes({
      href: routes.shop({ q: view.query, category: slug }),
      'aria-current': slug === view.category && 'true',
    })}>${name}</a></li>`
  return html`<nav class="categories" aria-label="${t('shop.categories')}"><ul>
${link(null, t('shop.all'))}
${view.categories.map(({ slug, name }) => link(slug, name))}
</ul></nav>`
}

function results(view: ShopListView, { t }: PageContext): Html {
  const found =
    view.query === ''
      ? t.count('shop.found', view.total)
      : t.count('shop.foundFor', view.total, { query: view.query })
  return html`<div class="found"><h2 class="found-count">${found}</h2>${view.query !== '' && html`<a href="${routes.shop({ category: view.category })}">${t('shop.clear')}</a>`}</div>
<ul class="grid">${view.products.map((product, index) => html`<li>${card(product, index, t)}</li>`)}</ul>
${(view.nextCursor !== null || !view.firstPage) && pages(view, t)}`
}

function card(product: ProductCard, index: number, t: PageContext['t']): Html {
  return html`<article class="card">
${picture(t, product.picture, index < 4 ? 'eager' : 'lazy')}
<h3><a href="${routes.product(product.slug)}">${product.name}</a></h3>
<p>${priceText(t, product.price)}</p>
<p class="card-notes">${availabilityText(t, product.availability)}${product.serialised && html`<span class="numbered">${icons.seal}${t('shop.numbered')}</span>`}</p>
</article>`
}

function pages(view: ShopListView, t: PageContext['t']): Html {
  const to = (cursor: string | null) => routes.shop({ q: view.query, category: view.category, cursor })
  return html`<nav class="pages" aria-label="${t('shop.list')}">
${!view.firstPage && html`<a class="button button-quiet" href="${to(null)}">${t('shop.start')}</a>`}
${view.nextCursor !== null && html`<a class="button" href="${to(view.nextCursor)}" rel="next">${t('shop.next')}</a>`}
</nav>`
}

function nothing(view: ShopListView, { t }: PageContext): Html {
  if (view.query === '' && view.category === null) {
    return emptyState(t('shop.empty.title'), t('shop.empty.text'))
  }
  return emptyState(t('shop.none.title'), t('shop.none.text'), {
    href: routes.shop(),
    label: t('shop.none.go'),
  })
}
