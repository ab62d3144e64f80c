-- An entry that reverses another has its accounts with the signs changed, and is the one that reversed it.
select r.id as reversed_id, r.entry_id, 'is not said by the entry itself' as fault
from journal_reversal r
left join journal_entry e on e.tenant_id = r.tenant_id and e.id = r.entry_id and e.reverses_id = r.id
where e.id is null
union all
select e.reverses_id, e.id, 'is not recorded, or there is no such entry'
from journal_entry e
left join journal_reversal r on r.tenant_id = e.tenant_id and r.id = e.reverses_id and r.entry_id = e.id
left join journal_entry o on o.tenant_id = e.tenant_id and o.id = e.reverses_id
where e.reverses_id is not null and (r.id is null or o.id is null)
union all
select distinct s.reverses_id, s.id, 'does not take back what the other posted'
from (
  select e.tenant_id, e.id, e.reverses_id, l.account_id
  from journal_entry e
  join journal_line l on l.tenant_id = e.tenant_id and l.entry_id in (e.id, e.reverses_id)
  where e.reverses_id is not null
  group by e.tenant_id, e.id, e.reverses_id, l.account_id
  having sum(l.amount_minor) <> 0
) s
