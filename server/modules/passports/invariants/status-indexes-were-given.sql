-- Every bit of the status lists that a passport has was given by the counter.
select a.id
from passport a
where not exists (select from passport_counter c where c.tenant_id = a.tenant_id and c.next > a.status_index)
limit 10
