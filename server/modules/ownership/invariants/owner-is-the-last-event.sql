-- The owner of a piece is that of its last event; its events follow each other without a gap, and each transfer comes from the owner before.
with chain as (
  select tenant_id, serial_id, version, kind, owner_id, from_owner_id,
    lag(owner_id) over (partition by tenant_id, serial_id order by version) as before,
    lead(version) over (partition by tenant_id, serial_id order by version) is null as is_last,
    row_number() over (partition by tenant_id, serial_id order by version) as n
  from ownership_event
)
select w.serial_id, 'owner' as problem from ownership w
left join chain c on c.tenant_id = w.tenant_id and c.serial_id = w.serial_id and c.is_last
where c.version is distinct from w.version or c.owner_id is distinct from w.owner_id
union all
select serial_id, 'chain' from chain
where version <> n or (n = 1 and kind <> 'claimed') or (kind = 'transferred' and from_owner_id is distinct from before)
  or (kind in ('stolen', 'recovered') and owner_id is distinct from before)
