import { formatMoney } from '../../../../shared/money.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { type MailBlock, type MailRow, mailHtml, mailText } from '../../notifications/index.ts'
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
  const blocks: MailBlock[] = [
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
  return { subject, text: mailText(blocks), html: mailHtml(subject, locale, blocks) }
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

const lineRows = ({ order, lines }: OrderWhole, texts: MailTexts, money: Format): MailRow[] =>
  lines.map((line) => [
    `${line.name} (${line.sku}), ${texts.quantity} ${trimDecimal(line.quantity)}`,
    money(order.prices_include_tax ? line.gross_minor : line.net_minor),
  ])

function totalRows({ order, lines }: OrderWhole, texts: MailTexts, money: Format): MailRow[] {
  const inclusive = order.prices_include_tax
  const itemsMinor = lines.reduce((sum, line) => sum + (inclusive ? line.gross_minor : line.net_minor), 0n)
  const shippingMinor = order.shipping_net_minor + (inclusive ? order.shipping_tax_minor : 0n)
  const shipping: MailRow = [
    fill(texts.shipping, { method: order.shipping_name }),
    shippingMinor === 0n ? texts.free : money(shippingMinor),
  ]
  const total: MailRow = [texts.total, money(order.total_minor)]
  const tax: MailRow = [inclusive ? texts.taxIncluded : texts.taxAdded, money(order.tax_minor)]
  const rows: MailRow[] = [[texts.subtotal, money(itemsMinor)], shipping]
  if (order.tax_minor === 0n) return [...rows, total]
  return inclusive ? [...rows, total, tax] : [...rows, tax, total]
}

function payBlocks(
  { payments }: OrderWhole,
  texts: MailTexts,
  locale: Locale,
  values: Readonly<Record<string, string>>,
): MailBlock[] {
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

function deliveryBlocks({ order }: OrderWhole, texts: MailTexts): MailBlock[] {
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

function shippedBlocks({ order, serials }: OrderWhole, texts: MailTexts): MailBlock[] {
  const rows: MailRow[] = []
  if (order.tracking_number !== null) rows.push([texts.tracking, order.tracking_number])
  for (const piece of serials) rows.push([texts.serials, piece.human])
  const blocks: MailBlock[] = rows.length > 0 ? [{ kind: 'rows', rows }] : []
  if (order.tracking_url !== null)
    blocks.push({ kind: 'link', text: texts.tracking, href: order.tracking_url })
  return blocks
}

function refundBlocks({ whole, refundId }: MailInput, texts: MailTexts, tag: string): MailBlock[] {
  const refund = whole.payments.flatMap((payment) => payment.refunds).find((one) => one.id === refundId)
  if (!refund) return []
  const { amount, currency } = refund.amount
  const rows: MailRow[] = [
    [
      texts.refundedAmount,
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount as `${number}`),
    ],
    [texts.reason, refund.reason],
  ]
  if (refund.creditNoteNumber !== null) rows.push([texts.creditNote, refund.creditNoteNumber])
  return [{ kind: 'rows', rows }]
}
