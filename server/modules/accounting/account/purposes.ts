/**
 * What the program posts by itself, in the order of the chart. Each is carried by exactly one account of a workshop,
 * whatever the accountant calls or numbers that account.
 */
export const PURPOSES = [
  'cash',
  'bank',
  'clearing',
  'receivable',
  'raw_material',
  'wip',
  'finished_goods',
  'equipment',
  'payable',
  'output_vat',
  'input_vat',
  'deposits',
  'capital',
  'retained_earnings',
  'opening',
  'sales',
  'shipping_income',
  'sales_refunds',
  'cogs',
  'labour_applied',
  'variance',
  'stock_adjustment',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** Where the money of an invoice is owed or lands: an invoice debits these by its gross, a credit note credits them. */
export const SETTLEMENT_PURPOSES: readonly Purpose[] = ['receivable', 'cash', 'bank', 'clearing', 'deposits']
