-- A payment is captured whole, once, and nothing comes back before or beyond that.
select id, state, amount_minor, captured_minor, refunded_minor
from payment
where captured_minor <> case when state = 'captured' then amount_minor else 0 end
  or refunded_minor > captured_minor
  or (state = 'captured') <> (captured_at is not null)
  or (state = 'captured') <> (received_on is not null)
