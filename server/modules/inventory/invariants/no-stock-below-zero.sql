-- Neither on hand nor what is left of it for others is below zero, unless the location allows it.
select l.product_id, l.location_id, l.lot_id, l.on_hand, l.reserved
from stock_level l join location p on p.tenant_id = l.tenant_id and p.id = l.location_id
where l.reserved < 0 or (not p.allow_negative and (l.on_hand < 0 or l.reserved > l.on_hand))
