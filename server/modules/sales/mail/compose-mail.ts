import { formatMoney } from '../../../../shared/money.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import type { OrderWhole } from '../order/read-order.ts'
import { fill, MAIL_TEXTS, type MailKind, type MailTexts } from './mail-texts.ts'

export interface MailInput {
  readonly kind: MailKind
  readonly whole: OrderWhole
  readonly locale: Locale
  /** Name of the workshop. */
  readonly shop: string
  readonly timeZone: string
  /** Opens the order; null where nobody knows the token any more. */
  readonly link: string | null
  /** The refund it is about. */
  readonly refundId?: string | undefined
}

export interface ComposedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', th: 'th-TH' }

/** Text, and what stands beside it in small: one line of a block. */
type Row = readonly [label: string, value: string]
type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

/** Writes an order's mail as plain text and as simple HTML, both from the same blocks. */
export function composeMail(input: MailInput): ComposedMail {
  const { kind, whole, locale, shop, timeZone, link } = input
  const { order } = whole
  const texts = MAIL_TEXTS[locale]
  const tag = LANGUAGE_TAGS[locale]
  const money = (minor: bigint) => formatMoney(minor, order.currency, tag)
  const values = {
    number: order.number,
    shop,
    name: order.name,
    total: money(order.total_minor),
    date: dateFormat(tag, timeZone).format(order.placed_at),
  }
  const subject = fill(texts.subject[kind], values)
  const blocks: Block[] = [
    { kind: 'paragraph', text: fill(texts.greeting, values) },
    { kind: 'paragraph', text: fill(texts.lead[kind], values) },
    ...(kind === 'refunded' ? refundBlocks(input, texts, tag) : []),
    ...(kind === 'shipped' ? shippedBlocks(whole, texts) : []),
    { kind: 'heading', text: `${texts.items} ${order.number}` },
    { kind: 'rows', rows: lineRows(whole, texts, money) },
    { kind: 'rows', rows: totalRows(whole, texts, money) },
    ...(kind === 'placed' ? payBlocks(whole, texts, locale, values) : []),
    ...(kind === 'placed' || kind === 'shipped' ? deliveryBlocks(whole, texts) : []),
    ...(link === null
      ? []
      : ([
          { kind: 'link', text: texts.openOrder, href: link },
          { kind: 'paragraph', text: texts.keepLink },
        ] as const)),
    { kind: 'paragraph', text: shop },
  ]
  return { subject, text: asText(blocks), html: asHtml(subject, locale, blocks) }
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Making one costs far more than using it. There are as many as time zones and languages. */
function dateFormat(tag: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone}`
  let format = dateFormats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { timeZone, dateStyle: 'long', timeStyle: 'short' })
    dateFormats.set(key, format)
  }
  return format
}

type Format = (minor: bigint) => string

const lineRows = ({ order, lines }: OrderWhole, texts: MailTexts, money: Format): Row[] =>
  lines.map((line) => [
    `${line.name} (${line.sku}), ${texts.quantity} ${trimDecimal(line.quantity)}`,
    money(order.prices_include_tax ? line.gross_minor : line.net_minor),
  ])

function totalRows({ order, lines }: OrderWhole, texts: MailTexts, money: Format): Row[] {
  const inclusive = order.prices_include_tax
  const itemsMinor = lines.reduce((sum, line) => sum + (inclusive ? line.gross_minor : line.net_minor), 0n)
  const shippingMinor = order.shipping_net_minor + (inclusive ? order.shipping_tax_minor : 0n)
  const shipping: Row = [
    fill(texts.shipping, { method: order.shipping_name }),
    shippingMinor === 0n ? texts.free : money(shippingMinor),
  ]
  const total: Row = [texts.total, money(order.total_minor)]
  const tax: Row = [inclusive ? texts.taxIncluded : texts.taxAdded, money(order.tax_minor)]
  const rows: Row[] = [[texts.subtotal, money(itemsMinor)], shipping]
  if (order.tax_minor === 0n) return [...rows, total]
  return inclusive ? [...rows, total, tax] : [...rows, tax, total]
}

function payBlocks(
  { payments }: OrderWhole,
  texts: MailTexts,
  locale: Locale,
  values: Readonly<Record<string, string>>,
): Block[] {
  const pending = payments.find((payment) => payment.state === 'pending')
  if (!pending) return []
  const thai = locale === 'th'
  const method = (thai ? pending.methodNameTh : null) ?? pending.methodName
  const instructions = (thai ? pending.instructionsTh : null) ?? pending.instructions
  return [
    { kind: 'heading', text: fill(texts.howToPay, { method }) },
    ...(instructions === null ? [] : [{ kind: 'paragraph', text: instructions } as const]),
    { kind: 'paragraph', text: fill(texts.amountDue, values) },
  ]
}

function deliveryBlocks({ order }: OrderWhole, texts: MailTexts): Block[] {
  const { address } = order
  if (address === null)
    return [{ kind: 'paragraph', text: fill(texts.fetch, { method: order.shipping_name }) }]
  const lines = [
    address.name ?? order.name,
    address.line1,
    address.line2,
    [address.city, address.postalCode].filter(Boolean).join(' '),
    address.country,
  ]
  return [
    { kind: 'heading', text: texts.deliverTo },
    { kind: 'paragraph', text: lines.filter(Boolean).join('\n') },
  ]
}

function shippedBlocks({ order, serials }: OrderWhole, texts: MailTexts): Block[] {
  const rows: Row[] = []
  if (order.tracking_number !== null) rows.push([texts.tracking, order.tracking_number])
  for (const piece of serials) rows.push([texts.serials, piece.human])
  const blocks: Block[] = rows.length > 0 ? [{ kind: 'rows', rows }] : []
  if (order.tracking_url !== null)
    blocks.push({ kind: 'link', text: texts.tracking, href: order.tracking_url })
  return blocks
}

function refundBlocks({ whole, refundId }: MailInput, texts: MailTexts, tag: string): Block[] {
  const refund = whole.payments.flatMap((payment) => payment.refunds).find((one) => one.id === refundId)
  if (!refund) return []
  const { amount, currency } = refund.amount
  const rows: Row[] = [
    [
      texts.refundedAmount,
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount as `${number}`),
    ],
    [texts.reason, refund.reason],
  ]
  if (refund.creditNoteNumber !== null) rows.push([texts.creditNote, refund.creditNoteNumber])
  return [{ kind: 'rows', rows }]
}

function asText(blocks: readonly Block[]): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'rows':
        return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
      case 'link':
        return `${block.text}: ${block.href}`
      default:
        return block.text
    }
  })
  return `${parts.join('\n\n')}\n`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

function asHtml(title: string, locale: Locale, blocks: readonly Block[]): string {
  const body = blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `<h2 style="font-size:1.1em">${escapeHtml(block.text)}</h2>`
      case 'rows':
        return `<table role="presentation" style="border-collapse:collapse;width:100%">${block.rows
          .map(
            ([label, value]) =>
              `<tr><td style="padding:4px 12px 4px 0">${escapeHtml(label)}</td><td style="padding:4px 0;text-align:right">${escapeHtml(value)}</td></tr>`,
          )
          .join('')}</table>`
      case 'link':
        return `<p><a href="${escapeHtml(block.href)}">${escapeHtml(block.text)}</a></p>`
      default:
        return `<p>${escapeHtml(block.text).replaceAll('\n', '<br>')}</p>`
    }
  })
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head><body style="font-family:sans-serif;max-width:36em;margin:0 auto;padding:16px">${body.join('')}</body></html>`
}
