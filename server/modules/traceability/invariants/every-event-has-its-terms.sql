-- An own event that names nothing could not be found by anything but its time.
select e.id
from epcis_event e
where e.origin = 'own'
  and not exists (select from epcis_event_term t where t.tenant_id = e.tenant_id and t.event_row_id = e.id)
limit 10
