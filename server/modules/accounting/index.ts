import { defineModule } from '../../kernel/module.ts'
import { accountLedger } from './account/account-ledger.ts'
import { accountSearch } from './account/account-search.ts'
import { accounts } from './account/accounts.ts'
import { prepareChart } from './account/prepare-chart.ts'
import { entrySearch, invoiceSearch } from './invoice/invoice-search.ts'
import { getInvoice, invoices } from './invoice/read-invoices.ts'
import { getEntry } from './journal/get-entry.ts'
import { entries } from './journal/list-entries.ts'
import { postEntry } from './journal/post-entry.ts'
import { reverseEntry } from './journal/reverse-entry.ts'
import { importOpeningBalancesCommand } from './opening/import-opening-balances.ts'
import { periods } from './period/list-periods.ts'
import { lockPeriod, unlockPeriod } from './period/lock-period.ts'
import { balanceSheet } from './statements/balance-sheet.ts'
import { profitAndLoss } from './statements/profit-and-loss.ts'
import { trialBalance } from './statements/trial-balance.ts'

export { PURPOSES, type Purpose, SETTLEMENT_PURPOSES } from './account/purposes.ts'
export { POSTING_ERRORS } from './errors.ts'
export { invoiceIssued, periodLocked } from './events.ts'
export {
  creditInvoice,
  INVOICE_ERRORS,
  type InvoiceToIssue,
  type IssuedInvoice,
  issueInvoice,
  issueInvoiceLast,
} from './invoice/issue-invoice.ts'
export { JOURNALS, type Journal } from './journal/journals.ts'
export {
  type AccountRef,
  type Entry,
  type EntryLine,
  type Posted,
  post,
  postAhead,
  postMany,
} from './journal/post.ts'
export { reverse } from './journal/reverse-entry.ts'
export { numberTextSql, seriesOf, takeNumberSql } from './numbering/take-number.ts'
export { importOpeningBalances } from './opening/import-opening-balances.ts'

/** The ledger: chart of accounts, entries that balance, months that lock, invoices without gaps, statements. */
export const accountingModule = defineModule({
  name: 'accounting',
  records: {
    journal_entry: 'accounting.entry',
    fiscal_period: 'accounting.period',
    opening_balances: 'accounting.entry',
  },
  operations: [
    ...accounts.operations,
    accountLedger,
    postEntry,
    reverseEntry,
    ...entries.operations,
    getEntry,
    lockPeriod,
    unlockPeriod,
    ...periods.operations,
    ...invoices.operations,
    getInvoice,
    trialBalance,
    profitAndLoss,
    balanceSheet,
    importOpeningBalancesCommand,
  ],
  search: [invoiceSearch, entrySearch, accountSearch],
  invariants: new URL('./invariants/', import.meta.url),
  prepareTenant: (kernel, tenant) => prepareChart(kernel, tenant),
})
