-- What is on hand of a product and lot at a location is what moved in less what moved out.
select coalesce(l.product_id, m.product_id) as product_id, coalesce(l.location_id, m.location_id) as location_id,
  coalesce(l.lot_id, m.lot_id) as lot_id, l.on_hand, m.quantity as moved
from stock_level l
full join (
  select product_id, location_id, lot_id, sum(quantity) as quantity
  from (
    select product_id, to_location_id as location_id, lot_id, quantity from stock_move
    union all
    select product_id, from_location_id, lot_id, -quantity from stock_move
  ) ends
  group by product_id, location_id, lot_id
) m on m.product_id = l.product_id and m.location_id = l.location_id and m.lot_id = l.lot_id
where coalesce(l.on_hand, 0) <> coalesce(m.quantity, 0)
