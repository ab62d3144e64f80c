import type { Locale } from '../../kernel/errors/problem.ts'

/** Text, and what stands beside it in small: one line of a block. */
export type MailRow = readonly [label: string, value: string]
/** A part of a mail, from which its plain text and its HTML are both made. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly MailRow[] }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

/** The plain text of a mail. */
export function mailText(blocks: readonly MailBlock[]): string {
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

/** The HTML of a mail: one column, nothing loaded from anywhere. */
export function mailHtml(title: string, locale: Locale, blocks: readonly MailBlock[]): string {
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
