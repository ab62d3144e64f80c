-- The numbers of each series of invoices and credit notes are 1 to n without gap, n being the last one given.
with numbered as (
  select v.series, v.number, row_number() over (partition by v.series order by length(v.number), v.number) as nth
  from invoice v
), wrong as (
  select series, number from numbered
  where number <> series || '-' || lpad(nth::text, greatest(6, length(nth::text)), '0')
)
select series, number, null::bigint as last from wrong
union all
select s.series, null, s.last from number_series s
where s.series ~ '^(INV|CN)\d{4}$' and s.last <> (select count(*) from invoice v where v.tenant_id = s.tenant_id and v.series = s.series)
union all
select v.series, min(v.number), null from invoice v
where not exists (select from number_series s where s.tenant_id = v.tenant_id and s.series = v.series)
group by v.series
