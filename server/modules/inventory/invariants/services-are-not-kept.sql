-- Nothing of a service is in stock.
select l.product_id, l.location_id, l.on_hand
from stock_level l join product p on p.tenant_id = l.tenant_id and p.id = l.product_id
where p.kind = 'service' and l.on_hand <> 0
