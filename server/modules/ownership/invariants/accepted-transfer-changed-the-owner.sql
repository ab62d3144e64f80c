-- Each transfer that was accepted is one event of the chain, from the one who offered to the one who accepted.
select t.id, t.serial_id from ownership_transfer t
where t.state = 'accepted' and not exists (
  select from ownership_event e
  where e.tenant_id = t.tenant_id and e.serial_id = t.serial_id and e.kind = 'transferred' and e.from_owner_id = t.from_owner_id
    and e.owner_id = t.to_owner_id and e.at = t.ended_at
)
