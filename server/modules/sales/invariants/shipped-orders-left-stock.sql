-- What was shipped of an order left stock once, in the quantity of its lines.
select coalesce(l.order_id, m.order_id) as order_id, coalesce(l.product_id, m.product_id) as product_id, l.quantity, m.moved
from (
  select l.order_id, l.product_id, sum(l.quantity) as quantity
  from sales_order_line l join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
  where o.shipped_at is not null
  group by l.order_id, l.product_id
) l
full join (
  select source_id as order_id, product_id, sum(quantity) as moved from stock_move
  where source_entity = 'order' and kind = 'ship'
  group by source_id, product_id
) m on m.order_id = l.order_id and m.product_id = l.product_id
where l.quantity is distinct from m.moved
