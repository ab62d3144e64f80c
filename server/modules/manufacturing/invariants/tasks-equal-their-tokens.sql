-- What a ticket's task has done is what its tokens have done there; what a ticket has cost is what its tokens have.
select 'task' as what, o.id, o.good_quantity as kept, coalesce(a.good, 0) as summed
from ticket_task o
left join (
  select task_id, sum(good_quantity) as good, sum(rejected_quantity) as rejected from token_task group by task_id
) a on a.task_id = o.id
where o.good_quantity <> coalesce(a.good, 0) or o.rejected_quantity <> coalesce(a.rejected, 0)
union all
select 'ticket', t.id, t.good_quantity, coalesce(k.finished, 0)
from job_ticket t
left join (
  select ticket_id, sum(finished_quantity) as finished, sum(scrapped_quantity) as scrapped, sum(material_cost_minor) as material,
    sum(labour_posted_minor) as posted, sum(finished_cost_minor) as cost
  from work_token group by ticket_id
) k on k.ticket_id = t.id
left join (
  select o.ticket_id, sum(a.labour_cost_minor) as labour
  from ticket_task o join token_task a on a.tenant_id = o.tenant_id and a.task_id = o.id group by o.ticket_id
) l on l.ticket_id = t.id
where t.good_quantity <> coalesce(k.finished, 0) or t.scrapped_quantity <> coalesce(k.scrapped, 0)
  or t.material_cost_minor <> coalesce(k.material, 0) or t.labour_posted_minor <> coalesce(k.posted, 0)
  or t.finished_cost_minor <> coalesce(k.cost, 0) or t.labour_cost_minor <> coalesce(l.labour, 0)
