import type pg from 'pg'
import { byHand, prepared } from './transaction.ts'

/** A page of the shop as one statement: 20 products with what is left of each. */
export const shopListByHand = (pool: pg.Pool, tenantId: string): Promise<void> =>
  byHand(pool, tenantId, (client) =>
    prepared(
      client,
      `select p.id, p.sku, p.slug, p.name, p.name_th, p.category, p.options, p.serialised, p.price,
         (select sum(l.on_hand - l.reserved) from stock_level l where l.tenant_id = p.tenant_id and l.product_id = p.id) as available
       from product p where p.tenant_id = $1 and p.published and p.deleted_at is null order by p.id desc limit 20`,
      [tenantId],
    ),
  )
