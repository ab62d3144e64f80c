import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { type MailBlock, mailHtml, mailText, queueMessage } from '../../notifications/index.ts'
import { OWNER_MAILS, type OwnerMailKind } from './mail-texts.ts'

/** Pieces that one mail names; the rest are counted. */
const MOST_NAMED = 20

export interface MailedPiece {
  readonly id: string
  readonly serial: string
  readonly product: string
}

export interface OwnerMail {
  readonly kind: OwnerMailKind
  readonly locale: Locale
  readonly to: string
  readonly name: string | null
  readonly pieces: readonly MailedPiece[]
  readonly link?: string
  /** A day, for the kinds that name one. */
  readonly until?: string
  /** What a person wrote: the maker of a recall, the owner of what was stolen. */
  readonly words?: string | undefined
  /** The record it belongs to; the first piece unless told. */
  readonly about?: { readonly entity: string; readonly id: string }
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole)

/** Writes a mail about owning pieces, in the reader's language, and queues its sending. */
export function mailOwner(ctx: TenantContext, mail: OwnerMail): void {
  const texts = OWNER_MAILS[mail.locale]
  const one = texts.kinds[mail.kind]
  const [first] = mail.pieces
  const values = {
    shop: ctx.tenant.name,
    name: mail.name ?? '',
    product: first?.product ?? '',
    serial: first?.serial ?? '',
    until: mail.until ?? '',
  }
  const rest = mail.pieces.length - MOST_NAMED
  const rows = mail.pieces
    .slice(0, MOST_NAMED)
    .map((piece) => [piece.product, piece.serial] as const)
    .concat(rest > 0 ? [[texts.pieces, fill(texts.more, { count: String(rest) })]] : [])
  const blocks: MailBlock[] = [
    ...(mail.name === null ? [] : [{ kind: 'paragraph', text: fill(texts.greeting, values) } as const]),
    { kind: 'paragraph', text: fill(one.lead, values) },
    ...(mail.words ? [{ kind: 'paragraph', text: mail.words } as const] : []),
    ...(rows.length > 0 ? [{ kind: 'rows', rows } as const] : []),
    ...(mail.link !== undefined && one.link !== undefined
      ? [{ kind: 'link', text: one.link, href: mail.link } as const]
      : []),
    ...(one.after === undefined ? [] : [{ kind: 'paragraph', text: fill(one.after, values) } as const]),
    { kind: 'paragraph', text: ctx.tenant.name },
  ]
  const subject = fill(one.subject, values)
  const about = mail.about ?? { entity: 'serial', id: first!.id }
  queueMessage(ctx, {
    kind: `ownership.${mail.kind}`,
    locale: mail.locale,
    recipient: mail.to,
    subject,
    text: mailText(blocks),
    html: mailHtml(subject, mail.locale, blocks),
    link: null,
    entity: about.entity,
    entityId: about.id,
  })
}

/** A piece as a mail names it, in the reader's language. */
export async function mailedPiece(
  ctx: TenantContext,
  serialId: string,
  locale: Locale,
): Promise<MailedPiece> {
  const row = await ctx.tx.one<{ human: string; name: string; name_th: string | null }>(sql`
    select s.human, p.name, p.name_th from serial s
      join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
    where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = ${serialId}::uuid`)
  return {
    id: serialId,
    serial: row.human,
    product: (locale === 'th' ? row.name_th : null) ?? row.name,
  }
}
