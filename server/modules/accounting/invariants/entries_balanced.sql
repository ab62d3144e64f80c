-- Every entry has the lines it says, at least two, that sum to zero, of one currency and of its date.
select e.id, e.line_count, count(l.id) as lines, sum(l.amount_minor) as balance_minor
from journal_entry e
left join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
group by e.tenant_id, e.id, e.line_count, e.date
having count(l.id) <> e.line_count or count(l.id) < 2 or sum(l.amount_minor) <> 0
  or count(distinct l.currency) <> 1 or bool_or(l.date <> e.date)
