-- What the books have in work in process for a ticket is its cost that is posted and has not left; of a closed one nothing.
select t.id, t.number, t.state, coalesce(j.balance, 0) as in_the_books,
  t.material_cost_minor + t.labour_posted_minor - t.finished_cost_minor - t.variance_minor as by_the_ticket
from job_ticket t
left join (
  select coalesce(k.ticket_id, e.source_id) as ticket_id, sum(l.amount_minor) as balance
  from journal_entry e
    join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
    join account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.purpose = 'wip'
    left join work_token k on k.tenant_id = e.tenant_id and k.id = e.source_id and e.source_entity = 'work_token'
  where e.source_entity in ('work_token', 'job_ticket')
  group by 1
) j on j.ticket_id = t.id
where coalesce(j.balance, 0) <> t.material_cost_minor + t.labour_posted_minor - t.finished_cost_minor - t.variance_minor
  or (t.state in ('closed', 'cancelled') and coalesce(j.balance, 0) <> 0)
