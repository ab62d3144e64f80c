-- A recall that is lifted holds no piece; nobody was told more often than people were listed for it.
select r.id, r.number from recall r
where (r.state = 'lifted' and exists (
    select from recall_piece p where p.tenant_id = r.tenant_id and p.recall_id = r.id and p.state = 'recalled'))
  or r.told_count > r.people_count
