-- A member's role exists: one of the ten, or one of the workshop's own that is not deleted.
select m.id, m.role
from member m
left join role r on r.tenant_id = m.tenant_id and r.key = m.role and r.deleted_at is null
where m.deleted_at is null and r.id is null
  and m.role not in ('owner', 'admin', 'planner', 'supervisor', 'operator', 'warehouse', 'sales', 'purchasing', 'accountant', 'viewer')
