-- Quantity 0 has value 0, and quantity and value have the same sign.
select product_id, quantity, value_minor from stock_value
where (quantity = 0 and value_minor <> 0) or quantity * value_minor < 0
