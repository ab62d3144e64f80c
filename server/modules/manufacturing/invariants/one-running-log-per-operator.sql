-- Whoever runs a task has one running log, and no other task runs for them.
select coalesce(r.operator_id, a.operator_id) as operator_id, r.task_id, a.task_id as running_task_id, r.started_at, a.running_since
from running_log r
full join (select * from token_task where state = 'running') a
  on a.tenant_id = r.tenant_id and a.token_id = r.token_id and a.task_id = r.task_id
where r.operator_id is null or a.operator_id is null or r.operator_id <> a.operator_id or r.started_at <> a.running_since
union all
select operator_id, null, null, null, null from running_log group by operator_id having count(*) > 1
