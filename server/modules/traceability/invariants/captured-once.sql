-- A captured event has the key that keeps it from being captured again. (The key outlives it: what was archived does not come back.)
select e.id
from epcis_event e
where e.origin = 'captured'
  and not exists (select from epcis_captured_id c where c.tenant_id = e.tenant_id and c.event_row_id = e.id)
limit 10
