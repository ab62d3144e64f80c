-- Each order has one invoice, with its tax and its total.
select o.id, o.number, count(v.id) as invoices
from sales_order o left join invoice v on v.tenant_id = o.tenant_id and v.order_id = o.id and v.kind = 'invoice'
group by o.tenant_id, o.id
having count(v.id) <> 1 or min(v.gross_minor) <> o.total_minor or min(v.tax_minor) <> o.tax_minor
