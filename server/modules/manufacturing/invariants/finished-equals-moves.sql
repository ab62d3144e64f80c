-- What a token finished moved out of production into stock, and what is finished has passed every last operation.
select k.id, k.code, k.finished_quantity, coalesce(m.quantity, 0) as moved, l.through
from work_token k
left join (
  select s.source_id, sum(s.quantity) as quantity
  from stock_move s join location f on f.tenant_id = s.tenant_id and f.id = s.from_location_id
  where s.source_entity = 'work_token' and f.code = 'PRODUCTION'
  group by s.source_id
) m on m.source_id = k.id
cross join lateral (
  select coalesce(min(coalesce(a.good_quantity, 0)), 0) as through
  from ticket_task o left join token_task a on a.tenant_id = o.tenant_id and a.token_id = k.id and a.task_id = o.id
  where o.tenant_id = k.tenant_id and o.ticket_id = k.ticket_id
) l
where k.finished_quantity <> coalesce(m.quantity, 0) or k.finished_quantity <> l.through
