-- Earned minutes of a ticket are the standard minutes of what its logs made good; total minutes are those of all it wants.
select t.id, t.number, t.earned_minutes, coalesce(e.earned, 0) as earned_by_logs, t.total_minutes, m.total
from job_ticket t
left join (
  select ticket_id, sum(round(standard_minutes * good, 6)) as earned
  from (
    select l.ticket_id, l.token_id, o.id, o.standard_minutes, sum(e.good) as good
    from wip_log l
      cross join lateral jsonb_to_recordset(l.effects) as e(task uuid, good numeric)
      join ticket_task o on o.tenant_id = l.tenant_id and o.id = e.task
    group by l.ticket_id, l.token_id, o.id, o.standard_minutes
  ) step group by ticket_id
) e on e.ticket_id = t.id
cross join lateral (
  select coalesce(sum(round(o.standard_minutes * t.quantity, 6)), 0) as total from ticket_task o
  where o.tenant_id = t.tenant_id and o.ticket_id = t.id
) m
where t.earned_minutes <> coalesce(e.earned, 0) or t.total_minutes <> m.total
