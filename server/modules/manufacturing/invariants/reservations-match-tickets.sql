-- Only a ticket that is still worked on holds material, and never more than what it still needs.
select r.source_id as ticket_id, t.state, r.product_id, r.quantity, m.quantity_per_piece * (t.quantity - t.good_quantity) as needed
from (
  select source_id, product_id, sum(quantity) as quantity from stock_reservation
  where source_entity = 'job_ticket' and state = 'open' group by source_id, product_id
) r
left join job_ticket t on t.id = r.source_id
left join ticket_material m on m.tenant_id = t.tenant_id and m.ticket_id = t.id and m.product_id = r.product_id
where t.id is null or m.id is null or t.state not in ('released', 'in_progress', 'on_hold')
  or r.quantity > round(m.quantity_per_piece * (t.quantity - t.good_quantity), 6)
