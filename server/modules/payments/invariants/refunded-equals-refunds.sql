-- What a payment says was given back is the sum of its refunds.
select p.id, p.refunded_minor, coalesce(sum(r.amount_minor), 0) as refunds_minor
from payment p left join refund r on r.tenant_id = p.tenant_id and r.payment_id = p.id
group by p.tenant_id, p.id
having p.refunded_minor <> coalesce(sum(r.amount_minor), 0)
