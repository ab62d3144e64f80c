-- A level, a move or a reservation names a lot of its own product, or none.
select u.what, u.product_id, u.lot_id
from (
  select distinct 'level' as what, product_id, lot_id from stock_level
  union all
  select distinct 'move', product_id, lot_id from stock_move
  union all
  select distinct 'reservation', product_id, lot_id from stock_reservation
) u
where u.lot_id <> '00000000-0000-0000-0000-000000000000'
  and not exists (select from lot b where b.id = u.lot_id and b.product_id = u.product_id)
