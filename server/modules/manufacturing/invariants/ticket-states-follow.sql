-- A ticket is completed when all of it is finished and not before; a draft has nothing; what nobody worked on has not begun.
select t.id, t.number, t.state, t.good_quantity, t.quantity, k.tokens, l.works
from job_ticket t
cross join lateral (select count(*) as tokens from work_token k where k.tenant_id = t.tenant_id and k.ticket_id = t.id) k
cross join lateral (
  select count(*) as works from wip_log l
  where l.tenant_id = t.tenant_id and l.ticket_id = t.id and l.event not in ('hold', 'release')
) l
where (t.state = 'completed' and t.good_quantity <> t.quantity)
  or (t.state in ('draft', 'released', 'in_progress', 'on_hold', 'cancelled') and t.good_quantity >= t.quantity)
  or (t.state = 'draft' and k.tokens > 0)
  or (t.state not in ('draft', 'cancelled') and k.tokens = 0)
  or (t.state in ('draft', 'released', 'cancelled') and l.works > 0)
  or (t.state in ('in_progress', 'completed') and l.works = 0)
  or (t.state = 'on_hold' and (t.held_from = 'in_progress') <> (l.works > 0))
