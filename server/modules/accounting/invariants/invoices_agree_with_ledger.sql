-- An invoice debits by its gross what the customer owes or paid, and credits its tax to output VAT; a credit note the reverse.
with posted as (
  select v.id, v.number, v.gross_minor, v.tax_minor, case v.kind when 'invoice' then 1 else -1 end as sign,
    coalesce(sum(l.amount_minor) filter (where a.purpose in ('receivable', 'cash', 'bank', 'clearing', 'deposits')), 0) as settled_minor,
    coalesce(-sum(l.amount_minor) filter (where a.purpose = 'output_vat'), 0) as taxed_minor
  from invoice v
  left join journal_line l on l.tenant_id = v.tenant_id and l.entry_id = v.entry_id
  left join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
  group by v.id, v.number, v.gross_minor, v.tax_minor, v.kind
)
select * from posted where settled_minor <> sign * gross_minor or taxed_minor <> sign * tax_minor
