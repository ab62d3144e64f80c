-- What an order says was paid and given back is the sum over its payments.
select o.id, o.number, o.paid_minor, o.refunded_minor, p.captured, p.refunded
from sales_order o
left join lateral (
  select coalesce(sum(p.captured_minor), 0) as captured, coalesce(sum(p.refunded_minor), 0) as refunded
  from payment p where p.tenant_id = o.tenant_id and p.order_id = o.id
) p on true
where o.paid_minor <> p.captured or o.refunded_minor <> p.refunded
