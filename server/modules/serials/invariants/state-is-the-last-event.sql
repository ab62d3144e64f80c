-- A piece is in the state of its last event; its version is the number of its events, which follow each other.
with history as (
  select serial_id, count(*) as events, max(version) as last_version, min(version) as first_version,
    (array_agg(to_state order by version desc))[1] as last_state
  from serial_event group by serial_id
), broken as (
  select serial_id from (
    select serial_id, version, from_state,
      lag(to_state) over (partition by serial_id order by version) as before,
      lag(version) over (partition by serial_id order by version) as version_before
    from serial_event
  ) step
  where from_state is distinct from before or version <> coalesce(version_before, 0) + 1
)
select coalesce(s.id, h.serial_id) as id, s.state, h.last_state, s.version, h.events
from serial s full join history h on h.serial_id = s.id
where s.id is null or h.serial_id is null or s.state <> h.last_state or s.version <> h.events
  or h.last_version <> h.events or h.first_version <> 1
union all
select serial_id, 'the events do not follow each other', null, null, null from broken
