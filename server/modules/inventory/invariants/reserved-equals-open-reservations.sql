-- What is reserved of a product and lot at a location is what its open reservations promise.
select coalesce(l.product_id, r.product_id) as product_id, coalesce(l.location_id, r.location_id) as location_id,
  coalesce(l.lot_id, r.lot_id) as lot_id, l.reserved, r.quantity as promised
from stock_level l
full join (
  select product_id, location_id, lot_id, sum(quantity) as quantity
  from stock_reservation where state = 'open'
  group by product_id, location_id, lot_id
) r on r.product_id = l.product_id and r.location_id = l.location_id and r.lot_id = l.lot_id
where coalesce(l.reserved, 0) <> coalesce(r.quantity, 0)
