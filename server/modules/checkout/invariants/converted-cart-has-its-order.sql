-- A converted cart has its order, with the same token, and with its lines: each product in the same quantity.
select c.id, c.order_id
from cart c left join sales_order o on o.tenant_id = c.tenant_id and o.id = c.order_id
where c.state = 'converted' and (
  o.id is null or o.token_hash <> c.token_hash or o.email <> c.email
  or exists (
    (select (e ->> 'productId')::uuid, (e ->> 'quantity')::numeric from jsonb_array_elements(c.lines) e
      except select l.product_id, l.quantity from sales_order_line l where l.tenant_id = c.tenant_id and l.order_id = c.order_id)
    union all
    (select l.product_id, l.quantity from sales_order_line l where l.tenant_id = c.tenant_id and l.order_id = c.order_id
      except select (e ->> 'productId')::uuid, (e ->> 'quantity')::numeric from jsonb_array_elements(c.lines) e)
  )
)
