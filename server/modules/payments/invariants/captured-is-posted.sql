-- Each captured payment is in the ledger once, on the day the money came, with its amount against receivable.
select p.id, p.captured_minor, e.entries, e.receivable_minor
from payment p
left join lateral (
  select count(distinct j.id) as entries, coalesce(sum(l.amount_minor) filter (where a.purpose = 'receivable'), 0) as receivable_minor,
    bool_and(j.date = p.received_on) as on_the_day
  from journal_entry j
  join journal_line l on l.tenant_id = j.tenant_id and l.entry_id = j.id
  join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
  where j.tenant_id = p.tenant_id and j.source_entity = 'payment' and j.source_id = p.id
) e on true
where (p.state = 'captured' and (e.entries <> 1 or e.receivable_minor <> -p.captured_minor or not e.on_the_day))
  or (p.state <> 'captured' and e.entries > 0)
