/** Harm that no command can do: what the row becomes, by the owner of the database, with triggers and checks asleep. */
export interface Mutation {
  readonly what: string
  /** `@` stands for the workshop's id, quoted. */
  readonly sql: string
  /** The table whose CHECK constraints would stop it. */
  readonly unchecked?: string
}

/** The first row of the workshop in a table that fits. */
const first = (table: string, condition = 'true'): string =>
  `(select id from ${table} where tenant_id = @ and ${condition} order by id limit 1)`
const set = (table: string, change: string, condition = 'true'): string =>
  `update ${table} set ${change} where tenant_id = @ and id = ${first(table, condition)}`
const remove = (table: string, condition = 'true'): string =>
  `delete from ${table} where tenant_id = @ and id = ${first(table, condition)}`

/** For each invariant, by `module/name`, harm that it must see. An invariant without one is not believed. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  'accounting/credit_notes_within_invoice': [
    {
      what: 'a credit note of more than its invoice',
      sql: set('invoice', 'gross_minor = 99999999, net_minor = 99999999 - tax_minor', `kind = 'credit_note'`),
    },
  ],
  'accounting/entries_balanced': [
    { what: 'an amount of a line', sql: set('journal_line', 'amount_minor = amount_minor + 1') },
    { what: 'a line that is gone', sql: remove('journal_line') },
  ],
  'accounting/invoices_agree_with_ledger': [
    {
      what: 'another tax',
      sql: set('invoice', 'tax_minor = tax_minor + 1, net_minor = net_minor - 1', `kind = 'invoice'`),
    },
  ],
  'accounting/invoices_gapless': [
    {
      what: 'a number given and not used',
      sql: set('number_series', 'last = last + 1', `series like 'INV%'`),
    },
    { what: 'a number used twice removed', sql: remove('invoice') },
  ],
  'accounting/lines_belong': [
    { what: 'an account that is gone', sql: `delete from account where tenant_id = @ and purpose = 'bank'` },
  ],
  'accounting/nothing_posted_after_lock': [
    {
      what: 'an entry back into a locked month',
      sql: `update journal_entry set date = '2026-01-15' where tenant_id = @ and id = ${first('journal_entry', `date > '2026-02-01'`)}`,
    },
  ],
  'accounting/purposes_carried': [
    { what: 'a purpose that nobody carries', sql: set('account', 'purpose = null', `purpose = 'cogs'`) },
  ],
  'accounting/reversals_mirror': [
    { what: 'a reversal of nothing', sql: remove('journal_reversal') },
    {
      what: 'another amount than was posted',
      sql: `update journal_line set amount_minor = amount_minor * 2 where tenant_id = @ and entry_id = ${first('journal_entry', 'reverses_id is not null')}`,
    },
  ],
  'checkout/converted-cart-has-its-order': [
    { what: 'another quantity than was ordered', sql: set('sales_order_line', 'quantity = quantity + 1') },
    { what: 'an order that is gone', sql: remove('sales_order') },
  ],
  'checkout/order-of-one-cart': [
    {
      what: 'two carts of one order',
      sql: `update cart set order_id = (select order_id from cart where tenant_id = @ and order_id is not null order by id limit 1) where tenant_id = @ and order_id is not null`,
    },
  ],
  'flags/flag-is-its-last-change': [
    { what: 'a flag turned by hand', sql: set('tenant_feature_flag', 'enabled = not enabled') },
    { what: 'a change that is gone', sql: remove('feature_flag_change') },
  ],
  'identity/membership': [
    { what: 'a member who is not listed', sql: `delete from user_workshop where tenant_id = @` },
    { what: 'somebody listed who is no member', sql: remove('member', 'deleted_at is null') },
  ],
  'identity/owner': [{ what: 'no owner', sql: `update member set role = 'viewer' where tenant_id = @` }],
  'identity/role': [
    { what: 'a role that nobody knows', sql: set('member', `role = 'nobody'`, 'deleted_at is null') },
  ],
  'inventory/levels-equal-moves': [
    { what: 'a quantity on hand', sql: set('stock_level', 'on_hand = on_hand + 1') },
    { what: 'a move that is gone', sql: remove('stock_move') },
  ],
  'inventory/lots-belong-to-their-product': [
    {
      what: 'a lot of another product',
      sql: `update lot set product_id = ${first('product', `sku = 'THREAD'`)} where tenant_id = @ and product_id = ${first('product', `sku = 'LEATHER'`)}`,
    },
  ],
  'inventory/no-stock-below-zero': [
    {
      what: 'less than nothing',
      sql: set('stock_level', 'on_hand = -1', 'not allow_negative'),
      unchecked: 'stock_level',
    },
    {
      what: 'more reserved than there is',
      sql: set('stock_level', 'reserved = on_hand + 1', 'not allow_negative'),
      unchecked: 'stock_level',
    },
  ],
  'inventory/nothing-is-worth-nothing': [
    {
      what: 'a value of nothing',
      sql: set('stock_value', 'quantity = 0, value_minor = 5'),
      unchecked: 'stock_value',
    },
  ],
  'inventory/reserved-equals-open-reservations': [
    {
      what: 'a reservation ended by hand',
      sql: set('stock_reservation', `state = 'released'`, `state = 'open'`),
    },
  ],
  'inventory/services-are-not-kept': [
    { what: 'a service in stock', sql: set('product', `kind = 'service'`, `sku = 'LEATHER'`) },
  ],
  'inventory/value-equals-moves': [
    { what: 'a value', sql: set('stock_value', 'value_minor = value_minor + 1', 'quantity > 0') },
  ],
  'inventory/value-quantity-equals-levels': [
    { what: 'a quantity of value', sql: set('stock_value', 'quantity = quantity + 1', 'quantity > 0') },
  ],
  'manufacturing/finished-equals-moves': [
    {
      what: 'more finished than moved',
      sql: set('work_token', 'finished_quantity = finished_quantity + 1', `state = 'finished'`),
      unchecked: 'work_token',
    },
  ],
  'manufacturing/logs-count-once': [
    { what: 'a device event without its log', sql: remove('wip_log', 'reverses_id is null') },
    { what: 'a log without its device event', sql: remove('wip_device_event') },
    {
      what: 'a reversal of another time',
      sql: set('wip_log', 'minutes = minutes + 1', 'reverses_id is not null'),
    },
  ],
  'manufacturing/material-equals-moves': [
    {
      what: 'a cost',
      sql: set('work_token', 'material_cost_minor = material_cost_minor + 1', `state = 'finished'`),
    },
    { what: 'genealogy that is gone', sql: remove('token_material') },
    { what: 'a consumption', sql: set('ticket_material', 'quantity_consumed = quantity_consumed + 1') },
  ],
  'manufacturing/one-running-log-per-operator': [
    {
      what: 'a running log without a task',
      sql: `insert into running_log (tenant_id, id, operator_id, task_id, token_id, started_at) select tenant_id, gen_random_uuid(), 'nobody', task_id, token_id, now() from token_task where tenant_id = @ limit 1`,
    },
  ],
  'manufacturing/progress-equals-logs': [
    {
      what: 'minutes earned',
      sql: set('job_ticket', 'earned_minutes = earned_minutes + 1', 'earned_minutes > 0'),
      unchecked: 'job_ticket',
    },
  ],
  'manufacturing/reservations-match-tickets': [
    {
      what: 'material held by a ticket that is closed',
      sql: `update job_ticket set state = 'closed' where tenant_id = @ and id in (select source_id from stock_reservation where tenant_id = @ and source_entity = 'job_ticket' and state = 'open')`,
    },
  ],
  'manufacturing/serials-match-tokens': [
    {
      what: 'a piece of a finished token still in production',
      sql: `update serial set state = 'in_production' where tenant_id = @ and id in (select serial_id from work_token where tenant_id = @ and state = 'finished')`,
    },
  ],
  'manufacturing/task-states-follow': [
    {
      what: 'a task that runs by itself',
      sql: set('token_task', `state = 'running'`, `state = 'done'`),
      unchecked: 'token_task',
    },
  ],
  'manufacturing/tasks-equal-their-tokens': [
    { what: 'good pieces of a task', sql: set('ticket_task', 'good_quantity = good_quantity + 1') },
    { what: 'a cost of a ticket', sql: set('job_ticket', 'labour_cost_minor = labour_cost_minor + 1') },
  ],
  'manufacturing/ticket-states-follow': [
    {
      what: 'a ticket completed too early',
      sql: set('job_ticket', `state = 'completed'`, `state = 'in_progress'`),
    },
  ],
  'manufacturing/token-states-equal-logs': [
    { what: 'a token back at the start', sql: set('work_token', `state = 'waiting'`, `state = 'finished'`) },
  ],
  'manufacturing/token-tasks-equal-logs': [
    { what: 'minutes of work', sql: set('token_task', 'worked_minutes = worked_minutes + 1') },
  ],
  'manufacturing/wip-account-equals-tickets': [
    { what: 'a variance', sql: set('job_ticket', 'variance_minor = variance_minor + 1', `state = 'closed'`) },
  ],
  'notifications/message-states': [
    { what: 'sent without a try', sql: set('message', 'attempts = 0', `state = 'sent'`) },
  ],
  'ownership/accepted-transfer-changed-the-owner': [
    {
      what: 'a transfer to somebody else than the chain says',
      sql: set('ownership_transfer', 'to_owner_id = from_owner_id', `state = 'accepted'`),
    },
  ],
  'ownership/claimed-has-an-owner': [
    {
      what: 'an owner who is gone',
      sql: `delete from ownership where tenant_id = @ and serial_id in (select id from serial where state = 'claimed')`,
    },
  ],
  'ownership/owner-is-the-last-event': [
    { what: 'an event that is gone', sql: remove('ownership_event') },
    {
      what: 'another owner by hand',
      sql: `update ownership w set owner_id = (select id from owner o where o.tenant_id = @ and o.id <> w.owner_id limit 1) where tenant_id = @`,
    },
  ],
  'ownership/recall-counts': [
    { what: 'a piece that a lifted recall still holds', sql: set('recall_piece', `state = 'recalled'`) },
    { what: 'more people told than there are', sql: set('recall', 'told_count = people_count + 1') },
  ],
  'passports/status-indexes-were-given': [
    { what: 'a bit that was never given', sql: set('passport', 'status_index = 99999') },
  ],
  'payments/captured-is-posted': [
    {
      what: 'money that the books do not have',
      sql: `delete from journal_entry where tenant_id = @ and source_entity = 'payment'`,
    },
  ],
  'payments/payment-amounts-fit': [
    {
      what: 'more back than came in',
      sql: set('payment', 'refunded_minor = captured_minor + 1', `state = 'captured'`),
      unchecked: 'payment',
    },
  ],
  'payments/refund-has-its-credit-note': [
    { what: 'another tax than credited', sql: set('refund', 'tax_minor = tax_minor + 1') },
  ],
  'payments/refunded-equals-refunds': [{ what: 'a refund that is gone', sql: remove('refund') }],
  'sales/credited-equals-cancelled-or-refunded': [
    { what: 'a credit note that is gone', sql: remove('invoice', `kind = 'credit_note'`) },
  ],
  'sales/order-has-its-invoice': [
    { what: 'an invoice that is gone', sql: remove('invoice', `kind = 'invoice'`) },
  ],
  'sales/order-totals-equal-lines': [
    {
      what: 'a line of more',
      sql: set('sales_order_line', 'net_minor = net_minor + 1, gross_minor = gross_minor + 1'),
    },
  ],
  'sales/paid-equals-payments': [
    {
      what: 'money nobody paid',
      sql: set('sales_order', 'paid_minor = paid_minor + 1', `state = 'shipped'`),
      unchecked: 'sales_order',
    },
  ],
  'sales/reservations-equal-open-orders': [
    {
      what: 'goods promised to nobody any more',
      sql: set('stock_reservation', `state = 'released'`, `source_entity = 'order' and state = 'open'`),
    },
  ],
  'sales/serials-equal-lines': [
    {
      what: 'a piece taken from its order',
      sql: `update sales_order set state = 'paid', shipped_at = null where tenant_id = @ and state = 'shipped'; update serial set order_line_id = null where tenant_id = @ and order_line_id is not null`,
    },
  ],
  'sales/shipped-orders-left-stock': [
    { what: 'goods that never left', sql: remove('stock_move', `kind = 'ship'`) },
  ],
  'sales/state-fits-money': [
    { what: 'an order paid by saying so', sql: set('sales_order', `state = 'paid'`, `state = 'placed'`) },
  ],
  'serials/numbers-have-no-gap': [{ what: 'a piece that is gone', sql: remove('serial') }],
  'serials/ranges-are-accounted-for': [
    { what: 'an account by hand', sql: set('serial_range', 'voided = voided + 1') },
    { what: 'a void number that is gone', sql: remove('serial_range_number', `fate = 'void'`) },
    { what: 'a used number that is gone', sql: remove('serial_range_number', `fate = 'used'`) },
  ],
  'serials/set-aside-is-in-stock-or-gone': [
    { what: 'a void piece in an order', sql: set('serial', `state = 'void'`, 'order_line_id is not null') },
  ],
  'serials/state-is-the-last-event': [
    { what: 'a state by hand', sql: set('serial', `state = 'claimed'`) },
    { what: 'an event that is gone', sql: remove('serial_event', 'version = 1') },
  ],
  'traceability/captured-once': [{ what: 'a key that is gone', sql: remove('epcis_captured_id') }],
  'traceability/every-event-has-its-terms': [
    {
      what: 'what an event names is gone',
      sql: `delete from epcis_event_term where tenant_id = @ and event_row_id = ${first('epcis_event', `origin = 'own'`)}`,
    },
  ],
  'vigilance/alerts-rest-on-evidence': [
    { what: 'a fact that is gone', sql: remove('scan_evidence') },
    { what: 'another score by hand', sql: set('scan_alert', 'score = score + 1') },
  ],
}
