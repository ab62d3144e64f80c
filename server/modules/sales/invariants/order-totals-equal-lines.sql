-- The totals of an order are the sums of its lines and its shipping.
select o.id, o.number
from sales_order o
left join lateral (
  select coalesce(sum(l.net_minor), 0) as net, coalesce(sum(l.tax_minor), 0) as tax, coalesce(sum(l.gross_minor), 0) as gross, count(*) as lines,
    max(l.line_no) as last_no
  from sales_order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id
) l on true
where o.items_net_minor <> l.net
  or o.tax_minor <> l.tax + o.shipping_tax_minor
  or o.total_minor <> l.gross + o.shipping_net_minor + o.shipping_tax_minor
  or l.lines = 0 or l.lines <> l.last_no
