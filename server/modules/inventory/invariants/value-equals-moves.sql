-- The quantity and value of a product's stock are those of the moves over the border of the physical locations.
select coalesce(v.product_id, m.product_id) as product_id, v.quantity, m.quantity as moved_quantity, v.value_minor, m.value_minor as moved_value
from stock_value v
full join (
  select s.product_id, sum(s.quantity * d.sign) as quantity, sum(s.value_minor * d.sign) as value_minor
  from stock_move s
    join location f on f.tenant_id = s.tenant_id and f.id = s.from_location_id
    join location t on t.tenant_id = s.tenant_id and t.id = s.to_location_id
    cross join lateral (
      select (t.kind in ('warehouse', 'zone', 'bin'))::int - (f.kind in ('warehouse', 'zone', 'bin'))::int as sign
    ) d
  where d.sign <> 0
  group by s.product_id
) m on m.product_id = v.product_id
where coalesce(v.quantity, 0) <> coalesce(m.quantity, 0) or coalesce(v.value_minor, 0) <> coalesce(m.value_minor, 0)
