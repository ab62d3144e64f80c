import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { id, moment, money, toMoney } from '../../../kernel/wire.ts'

export interface RefundRow {
  id: string
  payment_id: string
  amount_minor: bigint
  tax_minor: bigint
  reason: string
  reference: string | null
  refunded_by: string | null
  created_at: Date
  credit_note_number: string | null
}

/** Refunds (`r`), the earliest first, with the number of their credit note. */
export const refundsSql = (ctx: TenantContext, condition: Sql): Sql => sql`
  select r.id, r.payment_id, r.amount_minor, r.tax_minor, r.reason, r.reference, r.refunded_by, r.created_at,
    v.number as credit_note_number
  from refund r left join invoice v on v.tenant_id = r.tenant_id and v.id = r.credit_note_id
  where r.tenant_id = ${ctx.tenant.id}::uuid and ${condition}
  order by r.id`

export const refundFields = z.object({
  id,
  amount: money,
  tax: money.meta({ description: 'The tax in it' }),
  reason: z.string(),
  reference: z.string().nullable(),
  refundedBy: z.string().nullable(),
  refundedAt: moment,
  creditNoteNumber: z.string().nullable(),
})

export const presentRefund = (row: RefundRow, currency: string): z.input<typeof refundFields> => ({
  id: row.id,
  amount: toMoney(row.amount_minor, currency),
  tax: toMoney(row.tax_minor, currency),
  reason: row.reason,
  reference: row.reference,
  refundedBy: row.refunded_by,
  refundedAt: row.created_at.toISOString(),
  creditNoteNumber: row.credit_note_number,
})
