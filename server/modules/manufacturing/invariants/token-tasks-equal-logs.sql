-- Where a token stands at a task is the sum of its logs: quantities, minutes, labour.
select coalesce(a.token_id, l.token_id) as token_id, coalesce(a.task_id, l.task_id) as task_id, a.good_quantity, l.good,
  a.rejected_quantity, l.rejected, a.worked_minutes, l.minutes, a.labour_cost_minor, l.labour
from token_task a
full join (
  select token_id, task_id, sum(good) as good, sum(rejected) as rejected, sum(minutes) as minutes, sum(labour) as labour
  from (
    select l.token_id, e.task as task_id, e.good, e.rejected, 0 as minutes, 0 as labour
    from wip_log l cross join lateral jsonb_to_recordset(l.effects) as e(task uuid, good numeric, rejected numeric)
    union all
    select token_id, task_id, 0, 0, minutes, labour_cost_minor from wip_log
  ) part group by token_id, task_id
) l on l.token_id = a.token_id and l.task_id = a.task_id
where coalesce(a.good_quantity, 0) <> coalesce(l.good, 0) or coalesce(a.rejected_quantity, 0) <> coalesce(l.rejected, 0)
  or coalesce(a.worked_minutes, 0) <> coalesce(l.minutes, 0) or coalesce(a.labour_cost_minor, 0) <> coalesce(l.labour, 0)
