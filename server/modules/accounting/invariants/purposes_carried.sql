-- Whatever the program posts by itself has exactly one account, in use.
select p.purpose, count(a.id) as accounts
from unnest(array['cash', 'bank', 'clearing', 'receivable', 'raw_material', 'wip', 'finished_goods', 'equipment', 'payable',
  'output_vat', 'input_vat', 'deposits', 'capital', 'retained_earnings', 'opening', 'sales', 'shipping_income', 'sales_refunds',
  'cogs', 'labour_applied', 'variance', 'stock_adjustment']) as p(purpose)
left join account a on a.purpose = p.purpose and a.deleted_at is null
group by p.purpose
having count(a.id) <> 1
union all
select a.purpose, null from account a
where a.purpose is not null and a.purpose not in ('cash', 'bank', 'clearing', 'receivable', 'raw_material', 'wip', 'finished_goods',
  'equipment', 'payable', 'output_vat', 'input_vat', 'deposits', 'capital', 'retained_earnings', 'opening', 'sales',
  'shipping_income', 'sales_refunds', 'cogs', 'labour_applied', 'variance', 'stock_adjustment')
