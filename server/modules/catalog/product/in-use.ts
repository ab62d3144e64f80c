import { sql } from '../../../kernel/db/sql.ts'

/**
 * Whether the product `p` was ever in stock, numbered, ordered or put on a ticket, and so has to stay what it is. A courtesy
 * to whoever imports many; the trigger `product_stays` decides.
 */
export const inUseSql = sql.trusted(`(
  exists (select from stock_move m where m.tenant_id = p.tenant_id and m.product_id = p.id)
  or exists (select from serial s where s.tenant_id = p.tenant_id and s.product_id = p.id)
  or exists (select from job_ticket t where t.tenant_id = p.tenant_id and t.product_id = p.id)
  or exists (select from sales_order_line l where l.tenant_id = p.tenant_id and l.product_id = p.id))`)
