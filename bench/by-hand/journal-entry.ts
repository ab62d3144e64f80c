import type pg from 'pg'
import { newId } from '../../shared/ids.ts'
import { auditByHand, byHand, prepared } from './transaction.ts'

/** An entry of two lines with its audit record: the rows that `accounting.entry.post` writes. */
export const journalEntryByHand = (
  pool: pg.Pool,
  tenantId: string,
  debitAccountId: string,
  creditAccountId: string,
): Promise<void> =>
  byHand(pool, tenantId, async (client) => {
    const now = new Date()
    const nowMs = now.getTime()
    const entryId = newId(nowMs)
    const day = now.toISOString().slice(0, 10)
    await Promise.all([
      prepared(
        client,
        `with entry as (
           insert into journal_entry (tenant_id, id, journal, date, memo, line_count, posted_at, posted_by)
           values ($1, $3, 'general', $5, 'Rent', 2, $8, 'system')
         )
         insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency)
         values ($1, $2, $3, 1, $4, $5, 2500000, 'THB'), ($1, $6, $3, 2, $7, $5, -2500000, 'THB')`,
        [tenantId, newId(nowMs), entryId, debitAccountId, day, newId(nowMs), creditAccountId, now],
      ),
      auditByHand(
        client,
        tenantId,
        newId(),
        'accounting.entry.post',
        'journal_entry',
        entryId,
        '{"memo":"Rent"}',
      ),
    ])
  })
