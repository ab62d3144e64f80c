-- A piece that was claimed has an owner.
select s.id, s.human from serial s
where s.state = 'claimed' and not exists (select from ownership w where w.tenant_id = s.tenant_id and w.serial_id = s.id)
