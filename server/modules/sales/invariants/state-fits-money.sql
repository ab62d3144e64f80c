-- The state of an order follows from what happened to it.
select id, number, state
from sales_order
where case state
  when 'placed' then paid_minor <> 0 or paid_at is not null or shipped_at is not null or cancelled_at is not null
  when 'paid' then paid_minor <> total_minor or paid_at is null or shipped_at is not null or (refunded_minor = total_minor and total_minor > 0)
  when 'shipped' then paid_minor <> total_minor or shipped_at is null or (refunded_minor = total_minor and total_minor > 0)
  when 'cancelled' then paid_minor <> 0 or cancelled_at is null or shipped_at is not null
  when 'refunded' then refunded_minor <> total_minor or refunded_at is null
end
