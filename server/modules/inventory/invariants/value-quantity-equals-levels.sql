-- The quantity that the value is divided by is what lies in the physical locations.
select coalesce(v.product_id, l.product_id) as product_id, v.quantity, l.on_hand
from stock_value v
full join (
  select s.product_id, sum(s.on_hand) as on_hand
  from stock_level s join location p on p.tenant_id = s.tenant_id and p.id = s.location_id
  where p.kind in ('warehouse', 'zone', 'bin')
  group by s.product_id
) l on l.product_id = v.product_id
where coalesce(v.quantity, 0) <> coalesce(l.on_hand, 0)
