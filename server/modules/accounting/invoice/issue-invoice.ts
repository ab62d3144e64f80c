import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { SETTLEMENT_PURPOSES } from '../account/purposes.ts'
import { fail } from '../errors.ts'
import { invoiceIssued } from '../events.ts'
import {
  batchOf,
  type Entry,
  type EntryContent,
  type EntryLine,
  postAhead,
  postingSql,
} from '../journal/post.ts'
import { numberTextSql, seriesOf, takeNumberSql } from '../numbering/take-number.ts'

interface InvoiceAmounts {
  orderId: string
  /** ISO 4217; the workshop's own for now. */
  currency: string
  /** Minor units, not negative for either kind; gross = net + tax. */
  netMinor: bigint
  taxMinor: bigint
  grossMinor: bigint
  /** `source` is the order unless told. */
  entry: EntryContent
}

export type InvoiceToIssue = InvoiceAmounts &
  (
    | { kind: 'invoice'; correctsId?: never }
    /** `correctsId`: the invoice; it cannot be credited beyond its gross. */
    | { kind: 'credit_note'; correctsId: string }
  )

export interface IssuedInvoice {
  id: string
  /** `INV2026-000001`, `CN2026-000001`: without gaps per kind and year. */
  number: string
  /** Null where everything was free, so that there was nothing to post. */
  entryId: string | null
}

/** Errors that an operation which issues an invoice or credit note may answer besides those of posting. */
export const INVOICE_ERRORS = ['accounting.credit_exceeds_invoice', 'accounting.foreign_currency'] as const

/**
 * Takes the number, posts the entry and writes the invoice, in one statement; dated today. Refused as `post`, and as
 * `accounting.credit_exceeds_invoice`.
 *
 * @throws Problem `accounting.foreign_currency`
 * @throws Error when the amounts do not add up or the entry does not settle and tax what the invoice says
 */
export async function issueInvoice(ctx: TenantContext, given: InvoiceToIssue): Promise<IssuedInvoice> {
  const { id, entry, statement } = invoiceToWrite(ctx, given)
  const batch = batchOf(ctx, [entry])
  const entryId = batch.ids[0]!
  const posting = entryId === null ? sql`` : sql`${postingSql(ctx, batch)}, `
  const { number } = await ctx.tx.one<{ number: string }>(statement(entryId, sql`number`, posting))
  return { id, entryId, number }
}

/**
 * The same at the end of the transaction, so that the series is locked for no longer than must be: the entry is posted ahead, and the number
 * is a late text.
 */
export function issueInvoiceLast(ctx: TenantContext, given: InvoiceToIssue): IssuedInvoice {
  const { id, entry, statement } = invoiceToWrite(ctx, given)
  const { id: entryId } = postAhead(ctx, entry)
  return { id, entryId, number: ctx.writeLate((late) => statement(entryId, late(sql`number`))) }
}

function invoiceToWrite(ctx: TenantContext, given: InvoiceToIssue) {
  if (given.currency !== ctx.tenant.currency) {
    throw fail('accounting.foreign_currency', { currency: given.currency, expected: ctx.tenant.currency })
  }
  assertAddsUp(given)
  const id = newId(ctx.now.getTime())
  const series = seriesOf(ctx, given.kind === 'invoice' ? 'INV' : 'CN')
  const entry: Entry = { journal: 'sales', source: { entity: 'order', id: given.orderId }, ...given.entry }
  ctx.publish(invoiceIssued, { invoiceId: id, kind: given.kind, orderId: given.orderId })
  return {
    id,
    entry,
    /** `result`: what is wanted of the invoice. `posting`: table expressions in front. */
    statement: (entryId: string | null, result: Sql, posting = sql``): Sql => sql`
      with ${posting} taken as (${takeNumberSql(ctx, series)}), issued as (
        insert into invoice (tenant_id, id, series, number, kind, order_id, date, currency, net_minor, tax_minor, gross_minor,
          entry_id, corrects_id, posted_at)
        select ${ctx.tenant.id}::uuid, ${id}::uuid, ${series}, ${numberTextSql(series, sql`taken.last`)}, ${given.kind},
          ${given.orderId}::uuid, ${ctx.today}::date, ${given.currency}, ${given.netMinor}::bigint, ${given.taxMinor}::bigint,
          ${given.grossMinor}::bigint, ${entryId}::uuid, ${given.correctsId ?? null}::uuid, ${ctx.now}::timestamptz
        from taken
        returning number
      )
      select ${result} from issued`,
  }
}

/**
 * Credits a whole invoice: a credit note that takes back its entry line by line, for an order cancelled before anything
 * was paid. Throws `not_found`, and as {@link issueInvoice}.
 */
export async function creditInvoice(
  ctx: TenantContext,
  given: { invoiceId: string; memo: string },
): Promise<IssuedInvoice> {
  const rows = await ctx.tx.rows<{
    order_id: string
    currency: string
    net_minor: bigint
    tax_minor: bigint
    gross_minor: bigint
    entry_id: string | null
    account_id: string | null
    amount_minor: bigint
    memo: string | null
  }>(sql`
    select v.order_id, v.currency, v.net_minor, v.tax_minor, v.gross_minor, v.entry_id, l.account_id, l.amount_minor, l.memo
    from invoice v
    left join journal_line l on l.tenant_id = v.tenant_id and l.entry_id = v.entry_id
    where v.tenant_id = ${ctx.tenant.id}::uuid and v.id = ${given.invoiceId}::uuid and v.kind = 'invoice'
    order by l.line_no`)
  const invoice = rows[0]
  if (!invoice) throw kernelFail('not_found')
  const lines: EntryLine[] = rows.flatMap((row) =>
    row.account_id === null
      ? []
      : [{ accountId: row.account_id, amountMinor: -row.amount_minor, memo: row.memo ?? undefined }],
  )
  return await issueInvoice(ctx, {
    kind: 'credit_note',
    correctsId: given.invoiceId,
    orderId: invoice.order_id,
    currency: invoice.currency,
    netMinor: invoice.net_minor,
    taxMinor: invoice.tax_minor,
    grossMinor: invoice.gross_minor,
    entry: { memo: given.memo, reversesId: invoice.entry_id ?? undefined, lines },
  })
}

/** What the invoice says is what the ledger gets. Lines by id or code are checked by the invariants alone. */
function assertAddsUp(given: InvoiceToIssue): void {
  const { netMinor, taxMinor, grossMinor, entry } = given
  if (netMinor < 0n || taxMinor < 0n || grossMinor !== netMinor + taxMinor) {
    throw new Error(`an invoice of net ${netMinor} and tax ${taxMinor} cannot have a gross of ${grossMinor}`)
  }
  if (entry.lines.some((line) => line.purpose === undefined)) return
  const sign = given.kind === 'invoice' ? 1n : -1n
  const settled = sumOf(entry.lines, (line) => SETTLEMENT_PURPOSES.includes(line.purpose!))
  const taxed = sumOf(entry.lines, (line) => line.purpose === 'output_vat')
  if (settled !== sign * grossMinor || taxed !== -sign * taxMinor) {
    throw new Error(
      `the entry of the ${given.kind} settles ${settled} and taxes ${taxed} of gross ${grossMinor} and tax ${taxMinor}`,
    )
  }
}

const sumOf = (lines: readonly EntryLine[], wanted: (line: EntryLine) => boolean): bigint =>
  lines.reduce((sum, line) => (wanted(line) ? sum + line.amountMinor : sum), 0n)
