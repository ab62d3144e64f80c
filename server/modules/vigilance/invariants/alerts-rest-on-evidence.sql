-- Each alert rests on as many facts as it was sighted, and its score is the highest of them.
select a.id, a.detector, a.sightings, e.facts from scan_alert a
left join lateral (
  select count(*) as facts, max(score) as score, max(last_at) as last_at from scan_evidence e
  where e.tenant_id = a.tenant_id and e.alert_id = a.id
) e on true
where e.facts <> a.sightings or e.score is distinct from a.score or e.last_at is distinct from a.last_at
