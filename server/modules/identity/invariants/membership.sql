-- Who is a member of this workshop and what the list of every person's workshops says must agree.
with here as (
  select user_id from user_workshop
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
)
select coalesce(m.user_id, here.user_id) as user_id,
  case when m.user_id is null then 'listed without being a member' else 'a member who is not listed' end as offence
from (select user_id from member where deleted_at is null) m
full join here on here.user_id = m.user_id
where m.user_id is null or here.user_id is null
