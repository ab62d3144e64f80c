-- Credit notes of an order take back what was refunded, or all of it where it was cancelled.
select o.id, o.number, o.state, v.credited
from sales_order o
left join lateral (
  select coalesce(sum(v.gross_minor), 0) as credited from invoice v
  where v.tenant_id = o.tenant_id and v.order_id = o.id and v.kind = 'credit_note'
) v on true
where v.credited <> case when o.state = 'cancelled' then o.total_minor else o.refunded_minor end
