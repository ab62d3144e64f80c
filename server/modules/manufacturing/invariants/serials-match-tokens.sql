-- A piece's serial follows its token; of a batch, as many serials were made as it finished. What was held back when its ticket was cancelled
-- may be destroyed later.
select k.id, k.code, k.state, s.state as serial_state, s.made_on
from work_token k
join serial s on s.tenant_id = k.tenant_id and s.id = k.serial_id
where (k.state = 'finished') <> (s.made_on is not null)
  or (k.state = 'finished' and s.state in ('reserved', 'issued', 'in_production', 'void'))
  or (k.state = 'scrapped' and s.state not in ('scrapped', 'quarantined'))
  or (k.state = 'void' and s.state not in ('void', 'quarantined', 'recalled', 'stolen', 'scrapped'))
  or (k.state in ('waiting', 'in_progress', 'on_hold') and s.state in ('reserved', 'in_stock', 'sold', 'claimed', 'void', 'scrapped'))
  or (k.state = 'waiting' and s.state = 'in_production')
union all
select k.id, k.code, k.state, null, null
from work_token k
join job_ticket t on t.tenant_id = k.tenant_id and t.id = k.ticket_id and t.serialised
where k.kind = 'batch' and k.finished_quantity <> (
  select count(*) from serial s where s.tenant_id = k.tenant_id and s.ticket_id = k.ticket_id and s.made_on is not null
)
