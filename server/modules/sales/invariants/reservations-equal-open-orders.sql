-- What is promised to an order is what its lines ask for while it waits to leave, and nothing afterwards.
select coalesce(l.order_id, r.order_id) as order_id, coalesce(l.product_id, r.product_id) as product_id, l.quantity, r.reserved
from (
  select l.order_id, l.product_id, sum(l.quantity) as quantity
  from sales_order_line l join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
  where o.state in ('placed', 'paid')
  group by l.order_id, l.product_id
) l
full join (
  select source_id as order_id, product_id, sum(quantity) as reserved from stock_reservation
  where source_entity = 'order' and state = 'open'
  group by source_id, product_id
) r on r.order_id = l.order_id and r.product_id = l.product_id
where l.quantity is distinct from r.reserved
