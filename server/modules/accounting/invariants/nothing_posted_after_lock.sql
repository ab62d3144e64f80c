-- A locked month has the entries that it had when it was locked, and no other.
select p.id, p.starts_on, p.entry_count, count(e.id) as entries
from fiscal_period p
left join journal_entry e on e.tenant_id = p.tenant_id and e.date between p.starts_on and p.ends_on
where p.state = 'locked'
group by p.tenant_id, p.id, p.starts_on, p.entry_count
having count(e.id) is distinct from p.entry_count
