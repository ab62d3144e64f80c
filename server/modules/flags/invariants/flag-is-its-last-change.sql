-- The state of a flag is that of its last change.
with latest as (
  select distinct on (flag) flag, flag_id, enabled, why from feature_flag_change order by flag, id desc
)
select coalesce(f.flag, l.flag) as flag, f.enabled, l.enabled as changed_to
from tenant_feature_flag f full join latest l on l.flag_id = f.id
where f.id is null or l.flag_id is null or f.enabled <> l.enabled or f.why <> l.why
