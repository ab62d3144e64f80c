import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'

/** An invoice or credit note was issued. */
export const invoiceIssued = event(
  'accounting.invoice.issued',
  z.object({ invoiceId: z.uuid(), kind: z.enum(['invoice', 'credit_note']), orderId: z.uuid() }),
)

/** A month of the books was locked. */
export const periodLocked = event('accounting.period.locked', z.object({ month: z.string() }))
