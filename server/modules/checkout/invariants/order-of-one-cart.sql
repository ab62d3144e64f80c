-- An order came from one cart at the most.
select order_id, count(*) as carts from cart where order_id is not null group by order_id having count(*) > 1
