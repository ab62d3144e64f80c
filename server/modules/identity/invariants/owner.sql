-- A workshop with members has an owner.
select 'no owner' as offence, count(*) as members
from member where deleted_at is null
having count(*) > 0 and count(*) filter (where role = 'owner') = 0
