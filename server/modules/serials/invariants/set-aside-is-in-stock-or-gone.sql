-- A piece that belongs to an order line is set aside in stock, sold, or was so before it was stopped.
select id, human, state, order_line_id from serial
where order_line_id is not null and state in ('reserved', 'issued', 'in_production', 'void')
