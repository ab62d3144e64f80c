import type pg from 'pg'
import { newId } from '../../shared/ids.ts'
import { answerByHand, auditByHand, byHand, jobByHand, prepared } from './transaction.ts'

export interface HandCheckout {
  tenantId: string
  cartId: string
  productId: string
  accounts: { receivable: string; sales: string; shipping: string; vat: string }
  year: string
  day: string
}

/**
 * What `checkout.cart.complete` writes for a cart of one line, as statements that know beforehand what they will find:
 * cart, stock, order with its line, payment, invoice with its entry of four lines, audit record, stored answer, jobs.
 */
export const completeByHand = (pool: pg.Pool, given: HandCheckout): Promise<void> =>
  byHand(pool, given.tenantId, async (client) => {
    const { tenantId, cartId, productId, accounts, year, day } = given
    const now = new Date()
    const nowMs = now.getTime()
    const [orderId, entryId] = [newId(nowMs), newId(nowMs)]
    await Promise.all([
      prepared(client, 'select pg_try_advisory_xact_lock($1)', [String(Math.floor(Math.random() * 1e15))]),
      prepared(client, 'select request_hash from idempotency_key where tenant_id = $1 and id = $2', [
        tenantId,
        orderId,
      ]),
      prepared(
        client,
        `update cart set state = 'converted', order_id = $3, converted_at = $4, updated_at = $4 where tenant_id = $1 and id = $2 and state = 'open' returning *`,
        [tenantId, cartId, orderId, now],
      ),
      prepared(
        client,
        'select sku, name, price, tax_code, serialised from product where tenant_id = $1 and id = $2',
        [tenantId, productId],
      ),
    ])
    const order = prepared(
      client,
      `with n as (insert into number_series as s (tenant_id, id, series, last) values ($1, $2, 'SO' || $3, 1)
         on conflict (tenant_id, series) do update set last = s.last + 1 returning last)
       insert into sales_order (tenant_id, id, number, token_hash, channel, state, email, name, address, shipping_code, shipping_name,
         shipping_tax_code, shipping_tax_rate_percent, currency, prices_include_tax, items_net_minor, shipping_net_minor, shipping_tax_minor,
         tax_minor, total_minor, locale, placed_at, created_at, updated_at)
       select $1, $4, 'SO' || $3 || '-' || lpad(n.last::text, 6, '0'), 'hash', 'shop', 'placed', 'buyer@example.com', 'A Buyer',
         '{"line1":"1 Soi 2","city":"Bangkok","country":"TH"}', 'EMS', 'EMS', 'VAT7', 7, 'THB', true, 17290, 7477, 523, 1733, 26500, 'en', $5, $5, $5
       from n returning number`,
      [tenantId, newId(), year, orderId, now],
    )
    const written = [
      prepared(
        client,
        'update stock_level set reserved = reserved + 1 where tenant_id = $1 and product_id = $2 and on_hand - reserved >= 1',
        [tenantId, productId],
      ),
      prepared(
        client,
        `insert into stock_reservation (tenant_id, id, product_id, location_id, lot_id, quantity, state, source_entity, source_id, created_at)
         select $1, $2, $3, location_id, lot_id, 1, 'open', 'order', $4, $5 from stock_level where tenant_id = $1 and product_id = $3 limit 1`,
        [tenantId, newId(), productId, orderId, now],
      ),
      order,
      prepared(
        client,
        `insert into sales_order_line (tenant_id, id, order_id, line_no, product_id, sku, name, quantity, unit_price, tax_code, tax_rate_percent, net_minor, tax_minor, gross_minor)
         values ($1, $2, $3, 1, $4, 'NB', 'Notebook', 1, 185, 'VAT7', 7, 17290, 1210, 18500)`,
        [tenantId, newId(), orderId, productId],
      ),
      prepared(
        client,
        `insert into payment (tenant_id, id, order_id, provider, method, state, currency, amount_minor, due_on, created_at, updated_at)
         values ($1, $2, $3, 'manual', 'BANK', 'pending', 'THB', 26500, $5, $4, $4)`,
        [tenantId, newId(), orderId, now, day],
      ),
      prepared(
        client,
        `with entry as (
           insert into journal_entry (tenant_id, id, journal, date, memo, line_count, source_entity, source_id, posted_at, posted_by)
           values ($1, $3, 'sales', $5, 'Shop order', 4, 'order', $12, $13, 'anonymous')
         )
         insert into journal_line (tenant_id, id, entry_id, line_no, account_id, date, amount_minor, currency)
         values ($1, $2, $3, 1, $4, $5, 26500, 'THB'), ($1, $6, $3, 2, $7, $5, -17290, 'THB'), ($1, $8, $3, 3, $9, $5, -7477, 'THB'),
           ($1, $10, $3, 4, $11, $5, -1733, 'THB')`,
        [
          tenantId,
          newId(nowMs),
          entryId,
          accounts.receivable,
          day,
          newId(nowMs),
          accounts.sales,
          newId(nowMs),
          accounts.shipping,
          newId(nowMs),
          accounts.vat,
          orderId,
          now,
        ],
      ),
      prepared(
        client,
        `with n as (insert into number_series as s (tenant_id, id, series, last) values ($1, $2, 'INV' || $3, 1)
           on conflict (tenant_id, series) do update set last = s.last + 1 returning last)
         insert into invoice (tenant_id, id, series, number, kind, order_id, date, currency, net_minor, tax_minor, gross_minor, entry_id, posted_at)
         select $1, $4, 'INV' || $3, 'INV' || $3 || '-' || lpad(n.last::text, 6, '0'), 'invoice', $5, $6, 'THB', 24767, 1733, 26500, $7, $8 from n returning number`,
        [tenantId, newId(), year, newId(nowMs), orderId, day, entryId, now],
      ),
    ]
    await Promise.all(written)
    await Promise.all([
      auditByHand(client, tenantId, newId(), 'checkout.cart.complete', 'order', orderId, '{}'),
      answerByHand(client, tenantId, newId(), JSON.stringify({ id: orderId, number: (await order).rows[0] })),
      jobByHand(client, newId(), tenantId, 'sales.tell-placed', { orderId }),
    ])
  })
