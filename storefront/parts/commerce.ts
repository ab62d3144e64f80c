import { attributes, type Html, html } from '../html.ts'
import type { Availability, Picture, Price, TaxNote } from '../page.ts'
import type { Translator } from '../texts.ts'
import { icons } from './icons.ts'

/** A picture, or a blank plate where there is none. `eager` for the first one on a page. */
export function picture(t: Translator, image: Picture | null, loading: 'eager' | 'lazy' = 'lazy'): Html {
  if (image === null) {
    return html`<span class="picture picture-none" role="img" aria-label="${t('picture.none')}">${icons.piece}</span>`
  }
  const own = attributes({
    src: image.url,
    alt: image.alt,
    width: image.widthPx,
    height: image.heightPx,
    loading: loading === 'lazy' ? 'lazy' : undefined,
    fetchpriority: loading === 'eager' ? 'high' : undefined,
    decoding: 'async',
  })
  return html`<span class="picture"><img ${own}></span>`
}

export function priceText(t: Translator, price: Price): Html {
  const amount = price.from ? t('price.from', { price: price.text }) : price.text
  return html`<span class="price">${amount}${price.before !== undefined && html` <small class="price-before">${t('price.before', { price: price.before })}</small>`}</span>`
}

export function availabilityText(t: Translator, availability: Availability): Html {
  return html`<span class="stock stock-${availability.state}">${availabilityWords(t, availability)}</span>`
}

function availabilityWords(t: Translator, availability: Availability): string {
  switch (availability.state) {
    case 'low':
      return t('stock.low', { count: availability.left })
    case 'made-to-order':
      return availability.time === undefined
        ? t('stock.made-to-order')
        : t('stock.made-to-order.time', { time: availability.time })
    default:
      return t(`stock.${availability.state}`)
  }
}

export function taxNote(t: Translator, note: TaxNote): string {
  return note.kind === 'none' ? t('tax.none') : t(`tax.${note.kind}`, { tax: note.tax })
}

/** One line of the sums above the total. `label` says more than the kind does: a method, a tax, a code. */
export interface TotalsRow {
  kind: 'subtotal' | 'discount' | 'shipping' | 'fee' | 'tax'
  label?: string
  /** Formatted; null while it is not known yet (shipping before an address). */
  amount: string | null
}

export interface Totals {
  rows: readonly TotalsRow[]
  total: string
  /** Taxes inside the total, as "VAT 7% ฿1,203.74"; those added on top are rows. */
  includedTaxes: readonly string[]
}

export function totalsTable(t: Translator, totals: Totals): Html {
  return html`<dl class="totals">
${totals.rows.map(
  (row) =>
    html`<div><dt>${rowLabel(t, row)}</dt><dd>${row.amount ?? html`<span class="muted">${t('totals.later')}</span>`}</dd></div>`,
)}
<div class="totals-total"><dt>${t('totals.total')}</dt><dd>${totals.total}${totals.includedTaxes.map(
    (tax) => html`<small>${t('totals.taxIncluded', { tax })}</small>`,
  )}</dd></div>
</dl>`
}

function rowLabel(t: Translator, { kind, label }: TotalsRow): string {
  if (label === undefined) return t(`totals.${kind}`)
  return kind === 'tax' ? label : `${t(`totals.${kind}`)} (${label})`
}

export type NoticeTone = 'good' | 'warning' | 'bad'

export function notice(tone: NoticeTone, text: string): Html {
  return html`<div class="notice notice-${tone}" role="status">${tone === 'good' ? icons.tick : icons.alert}<p>${text}</p></div>`
}

/** What a page says when it has nothing to show, and where to go from there. */
export function emptyState(title: string, text: string, go?: { href: string; label: string }): Html {
  return html`<div class="empty">${icons.piece}<h2>${title}</h2><p>${text}</p>${go !== undefined && html`<p><a class="button" href="${go.href}">${go.label}</a></p>`}</div>`
}
