-- The state of a token follows from its logs: finished when all of it is, scrapped when the piece was, on hold between a hold
-- and its release, waiting until the first work; void only when the ticket is over.
select k.id, k.code, k.state, k.finished_quantity, l.finished, k.scrapped_quantity, l.scrapped
from work_token k
join job_ticket t on t.tenant_id = k.tenant_id and t.id = k.ticket_id
cross join lateral (
  select coalesce(sum(w.finished_quantity), 0) as finished,
    coalesce(sum(w.rejected_quantity) filter (where w.event = 'scrap'), 0) as scrapped,
    count(*) filter (where w.event = 'hold') - count(*) filter (where w.event = 'release') as holds,
    count(*) filter (where w.event not in ('hold', 'release')) as works
  from wip_log w where w.tenant_id = k.tenant_id and w.token_id = k.id
) l
where k.finished_quantity <> l.finished or k.scrapped_quantity <> l.scrapped
  or k.state <> case
    when k.kind = 'piece' and l.scrapped > 0 then 'scrapped'
    when l.finished = k.quantity then 'finished'
    when t.state in ('cancelled', 'closed') then 'void'
    when l.holds = 1 then 'on_hold'
    when l.works > 0 then 'in_progress'
    else 'waiting'
  end
