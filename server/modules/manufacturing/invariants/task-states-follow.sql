-- A task of a token runs if and only if the last log there left it running, is done if and only if all of the token is good
-- there, and what stands at it has come through all its predecessors.
select k.code, o.code as task, a.state, a.good_quantity, a.rejected_quantity, flow.arrived, last.task_state
from token_task a
join work_token k on k.tenant_id = a.tenant_id and k.id = a.token_id
join ticket_task o on o.tenant_id = a.tenant_id and o.id = a.task_id
cross join lateral (
  select coalesce(min(coalesce(b.good_quantity, 0)), k.quantity) as arrived
  from ticket_task p left join token_task b on b.tenant_id = k.tenant_id and b.token_id = k.id and b.task_id = p.id
  where p.tenant_id = o.tenant_id and p.ticket_id = o.ticket_id and p.code = any(o.predecessors)
) flow
left join lateral (
  select w.task_state from wip_log w
  where w.tenant_id = k.tenant_id and w.token_id = k.id and w.task_id = o.id and w.event not in ('hold', 'release')
  order by w.id desc limit 1
) last on true
where (a.state = 'running') <> (coalesce(last.task_state, 'open') = 'running')
  or (a.state = 'done') <> (a.good_quantity >= k.quantity)
  or a.good_quantity + a.rejected_quantity > flow.arrived
  or a.good_quantity < k.finished_quantity
