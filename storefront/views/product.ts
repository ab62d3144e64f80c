import { attributes, type Html, html } from '../html.ts'
import type { Availability, PageContext, Picture, Price, TaxNote } from '../page.ts'
import { availabilityText, notice, picture, priceText, taxNote } from '../parts/commerce.ts'
import { selectField } from '../parts/fields.ts'
import { icons } from '../parts/icons.ts'
import { layout } from '../parts/layout.ts'
import { makerMark, serialMarks } from '../parts/touchmark.ts'
import { routes } from '../routes.ts'

export interface OptionValue {
  value: string
  label: string
  selected: boolean
  /** With the other options as they are chosen now. */
  soldOut: boolean
}

/** What tells variants apart, as colour or size. */
export interface ProductOption {
  /** Form field `option.{code}`. */
  code: string
  name: string
  values: readonly OptionValue[]
}

export interface ProductView {
  /** Form field `product`. */
  id: string
  slug: string
  name: string
  /** Paragraphs of plain text. */
  description: readonly string[]
  category: { slug: string; name: string } | null
  pictures: readonly Picture[]
  options: readonly ProductOption[]
  /** Of the variant chosen now. */
  price: Price
  tax: TaxNote
  availability: Availability
  /** The most that can be put in the cart; 0 when none can. */
  quantityMax: number
  madeIn: string | null
  facts: readonly { label: string; value: string }[]
  /** For serialised products. */
  passport: { exampleSerial: string; holds: readonly string[] } | null
}

/** Up to this many values are shown side by side; more become a list to open. */
const RADIO_VALUES_MAX = 8

export function productPage(view: ProductView, page: PageContext): Html {
  const { t } = page
  const [first] = view.pictures
  return layout(
    page,
    {
      title: view.name,
      page: 'page product',
      current: 'shop',
      ...(view.description[0] !== undefined && { description: view.description[0] }),
      ...(first !== undefined && { picture: first.url }),
    },
    html`<nav class="crumbs"><a href="${routes.shop()}">${t('nav.shop')}</a>${
      view.category !== null &&
      html`<span aria-hidden="true">/</span><a href="${routes.shop({ category: view.category.slug })}">${view.category.name}</a>`
    }</nav>
<div class="product-in">
${gallery(view, page)}
<div class="product-text">
<h1>${view.name}</h1>
${buyForm(view, page)}
<p class="made-by">${makerMark(page.tenant.code)}<span>${
      view.madeIn === null
        ? t('product.madeBy', { name: page.tenant.name })
        : t('product.madeByIn', { name: page.tenant.name, place: view.madeIn })
    }</span></p>
<div class="prose">${view.description.map((paragraph) => html`<p>${paragraph}</p>`)}</div>
${view.facts.length > 0 && facts(view, page)}
</div>
</div>
${view.passport !== null && passportTeaser(view.passport, page)}`,
  )
}

function gallery(view: ProductView, { t }: PageContext): Html {
  const pictures = view.pictures.length === 0 ? [null] : view.pictures
  const items = pictures.map(
    (image, index) => html`<li>${picture(t, image, index === 0 ? 'eager' : 'lazy')}</li>`,
  )
  const scrolls = pictures.length > 1
  return html`<div class="gallery ${scrolls && 'gallery-many'}" ${attributes({
    tabindex: scrolls && 0,
    role: 'group',
    'aria-label': t('product.pictures', { name: view.name }),
  })}><ul>${items}</ul></div>`
}

function buyForm(view: ProductView, { t }: PageContext): Html {
  const buyable = view.quantityMax > 0
  return html`<form class="buy" method="post" action="${routes.cartLines()}" data-choose="${routes.product(view.slug)}">
<input type="hidden" name="product" value="${view.id}">
<div id="offer" class="offer" aria-live="polite">
<p class="offer-price">${priceText(t, view.price)}</p>
<p class="muted">${taxNote(t, view.tax)}</p>
<p>${availabilityText(t, view.availability)}</p>
</div>
<div id="choices" class="choices">
${view.options.map((option) => optionChoice(option, t))}
${
  view.options.length > 0 &&
  html`<noscript><button class="button button-quiet" type="submit" formmethod="get" formaction="${routes.product(view.slug)}">${t('product.showChoice')}</button></noscript>`
}
</div>
<div id="add" class="add">
${!buyable && notice('warning', view.options.length > 0 ? t('product.soldOut') : t('product.soldOutAll'))}
${view.quantityMax > 1 && quantity(view.quantityMax, t)}
${buyable && html`<button class="button button-strong" type="submit">${t('product.add')}</button>`}
</div>
</form>`
}

function optionChoice(option: ProductOption, t: PageContext['t']): Html {
  const name = `option.${option.code}`
  const label = (value: OptionValue) =>
    value.soldOut ? t('product.soldOutValue', { label: value.label }) : value.label
  if (option.values.length > RADIO_VALUES_MAX) {
    return selectField(t, {
      name,
      label: option.name,
      value: option.values.find((value) => value.selected)?.value ?? '',
      required: true,
      choices: option.values.map((value) => ({ value: value.value, label: label(value) })),
    })
  }
  return html`<fieldset class="option"><legend>${option.name}</legend><div class="pills">${option.values.map(
    (value) =>
      html`<label class="pill ${value.soldOut && 'pill-out'}"><input ${attributes({
        type: 'radio',
        name,
        value: value.value,
        checked: value.selected,
        required: true,
      })}><span>${value.label}${value.soldOut && html`<span class="vh"> – ${t('stock.sold-out')}</span>`}</span></label>`,
  )}</div></fieldset>`
}

function quantity(max: number, t: PageContext['t']): Html {
  return html`<div class="field field-quantity"><label for="quantity">${t('form.quantity')}</label><input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="${max}" value="1" required></div>`
}

function facts(view: ProductView, { t }: PageContext): Html {
  return html`<h2>${t('product.facts')}</h2>
<dl class="facts">${view.facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

function passportTeaser(passport: NonNullable<ProductView['passport']>, { t }: PageContext): Html {
  return html`<section class="passport" aria-labelledby="passport-title">
<div>
<h2 id="passport-title">${t('product.passport')}</h2>
<p>${t('product.passport.text')}</p>
${
  passport.holds.length > 0 &&
  html`<h3>${t('product.passport.holds')}</h3><ul class="ticks">${passport.holds.map((held) => html`<li>${icons.tick}${held}</li>`)}</ul>`
}
</div>
<div class="passport-serial">
<p class="muted">${t('product.passport.example')}</p>
${serialMarks(passport.exampleSerial, t, 'captions')}
<p><a class="go" href="${routes.verify()}">${t('product.passport.go')}${icons.arrow}</a></p>
</div>
</section>`
}
