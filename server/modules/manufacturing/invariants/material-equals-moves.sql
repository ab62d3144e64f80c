-- Material cost of a token is the value of what moved into production for it; the genealogy has all of it; a ticket's
-- consumption is what moved for its tokens.
select 'cost' as what, k.id, k.material_cost_minor::numeric as kept, coalesce(m.value, 0) as moved
from work_token k
left join (
  select s.source_id, sum(s.value_minor) as value
  from stock_move s join location t on t.tenant_id = s.tenant_id and t.id = s.to_location_id
  where s.source_entity = 'work_token' and t.code = 'PRODUCTION' group by s.source_id
) m on m.source_id = k.id
where k.material_cost_minor <> coalesce(m.value, 0)
union all
select 'genealogy', s.id, s.quantity, coalesce(g.quantity, 0)
from stock_move s
join location t on t.tenant_id = s.tenant_id and t.id = s.to_location_id and t.code = 'PRODUCTION'
left join (
  select move_id, lot_id, product_id, sum(quantity) as quantity from token_material group by move_id, lot_id, product_id
) g on g.move_id = s.id and g.lot_id = s.lot_id and g.product_id = s.product_id
where s.source_entity = 'work_token' and s.quantity <> coalesce(g.quantity, 0)
union all
select 'consumed', m.id, m.quantity_consumed, coalesce(c.quantity, 0)
from ticket_material m
left join (
  select k.ticket_id, s.product_id, sum(s.quantity) as quantity
  from stock_move s
    join location t on t.tenant_id = s.tenant_id and t.id = s.to_location_id and t.code = 'PRODUCTION'
    join work_token k on k.tenant_id = s.tenant_id and k.id = s.source_id
  where s.source_entity = 'work_token' group by k.ticket_id, s.product_id
) c on c.ticket_id = m.ticket_id and c.product_id = m.product_id
where m.quantity_consumed <> coalesce(c.quantity, 0)
