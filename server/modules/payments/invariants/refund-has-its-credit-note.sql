-- Each refund has a credit note of its own with the same amount and tax, for the order of its payment.
select r.id, r.amount_minor, r.tax_minor, v.gross_minor, v.tax_minor as note_tax_minor
from refund r
join payment p on p.tenant_id = r.tenant_id and p.id = r.payment_id
left join invoice v on v.tenant_id = r.tenant_id and v.id = r.credit_note_id and v.kind = 'credit_note' and v.order_id = p.order_id
where v.id is null or v.gross_minor <> r.amount_minor or v.tax_minor <> r.tax_minor
  or exists (select from refund o where o.tenant_id = r.tenant_id and o.credit_note_id = r.credit_note_id and o.id <> r.id)
