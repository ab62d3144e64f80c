-- Every number of a pre-printed range is used, void, or left: the account kept is the one that the numbers give, and what a piece has
-- is used there.
select r.id, r.name, r.used, r.voided, n.used as used_by_numbers, n.voided as void_by_numbers
from serial_range r
left join lateral (
  select count(*) filter (where n.fate = 'used' and s.state <> 'void') as used,
    count(*) filter (where n.fate = 'void' or s.state = 'void') as voided
  from serial_range_number n left join serial s on s.tenant_id = n.tenant_id and s.id = n.serial_id
  where n.tenant_id = r.tenant_id and n.range_id = r.id and n.number between r.first and r.last
) n on true
where r.used <> n.used or r.voided <> n.voided
union all
select s.id, s.human, null, null, null, null
from serial_range r
join serial s on s.tenant_id = r.tenant_id and s.kind = 'legacy' and left(s.folded, length(r.head)) = r.head
  and length(s.folded) = length(r.head) + r.width
  and case when substr(s.folded, length(r.head) + 1) ~ '^[0-9]+$'
    then substr(s.folded, length(r.head) + 1)::numeric between r.low and r.high else false end
left join serial_range_number n on n.tenant_id = r.tenant_id and n.serial_id = s.id
where n.id is null
