-- A device event is one log; a log is taken back at most once, and exactly.
select 'device event' as what, device_event_id as id from wip_log where reverses_id is null group by device_event_id having count(*) > 1
union all
select 'device event without its log', d.id from wip_device_event d
where not exists (select from wip_log l where l.tenant_id = d.tenant_id and l.id = d.log_id and l.device_event_id = d.id)
union all
select 'log without its device event', l.id from wip_log l
where l.reverses_id is null and not exists (
  select from wip_device_event d where d.tenant_id = l.tenant_id and d.id = l.device_event_id and d.log_id = l.id
)
union all
select 'reversed twice', reverses_id from wip_log where reverses_id is not null group by reverses_id having count(*) > 1
union all
select 'reversal', r.id from wip_log r
left join wip_log l on l.tenant_id = r.tenant_id and l.id = r.reverses_id
where r.reverses_id is not null and (
  l.id is null or l.reverses_id is not null or r.minutes <> -l.minutes or r.labour_cost_minor <> -l.labour_cost_minor
  or r.event <> l.event or r.token_id <> l.token_id or r.task_id <> l.task_id
)
