-- A credit note corrects an invoice of the same order; all of an invoice together never exceed it.
select c.corrects_id, i.gross_minor, sum(c.gross_minor) as credited_minor
from invoice c
left join invoice i on i.tenant_id = c.tenant_id and i.id = c.corrects_id and i.kind = 'invoice' and i.order_id = c.order_id
where c.kind = 'credit_note'
group by c.corrects_id, i.id, i.gross_minor
having i.id is null or sum(c.gross_minor) > i.gross_minor
