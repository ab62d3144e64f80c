-- Every line has its entry, an account of the chart, and the currency of the books.
select l.id, l.entry_id, l.account_id, l.currency
from journal_line l
join tenant t on t.id = l.tenant_id
left join journal_entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
left join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
where e.id is null or a.id is null or l.currency <> t.currency
