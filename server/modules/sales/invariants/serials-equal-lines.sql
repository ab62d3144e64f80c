-- A line of a product with serials has as many pieces as it asks for while its order waits to leave, none where it never will, and
-- never more than it asked for when it has left (a piece may come back).
select l.id, o.number, o.state, l.quantity, s.pieces
from sales_order_line l
join sales_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
join product p on p.tenant_id = l.tenant_id and p.id = l.product_id and p.serialised
left join lateral (
  select count(*) as pieces from serial s where s.tenant_id = l.tenant_id and s.order_line_id = l.id
) s on true
where case
  when o.state in ('placed', 'paid') then s.pieces <> l.quantity
  when o.shipped_at is not null then s.pieces > l.quantity
  else s.pieces > 0
end
