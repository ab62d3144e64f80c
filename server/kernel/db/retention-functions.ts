/** A month that ended so long ago may go; whoever has the role cannot drop what is younger. */
const LEAST_MONTHS = 3

/** Tables whose months may be archived and dropped; what the law wants kept is not among them. */
const TABLES = ['epcis_event', 'epcis_event_term'] as const

/** What the retention role may call; it has no right to any table. */
export const RETENTION_SIGNATURES = [
  'retention_months(text)',
  'retention_tenants(text)',
  'retention_rows(text, uuid, uuid, int)',
  'retention_drop(text)',
] as const

const head = 'language plpgsql security definer set search_path = public, pg_temp as'

/**
 * Months of facts, by the name of their partition (`epcis_event_y2024m05`), for the one role that may archive and drop them. A partition is
 * read past the policy, which is its parent's: each row comes with its tenant.
 */
export const retentionFunctions = [
  `create or replace function retention_months(p_table text) returns setof text ${head} $$
   begin
     if p_table <> all(array['${TABLES.join("','")}']) then raise exception '% is kept', p_table; end if;
     return query select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = to_regclass('public.' || quote_ident(p_table)) and c.relname ~ ('^' || p_table || '_y\\d{4}m\\d{2}$')
         and to_date(right(c.relname, 7), 'YYYY"m"MM') + interval '${LEAST_MONTHS + 1} months' <= now()
       order by 1;
   end $$`,
  `create or replace function retention_tenants(p_partition text) returns table (tenant_id uuid, facts bigint) ${head} $$
   begin
     perform retention_assert(p_partition);
     return query execute format('select tenant_id, count(*) from %I group by tenant_id order by tenant_id', p_partition);
   end $$`,
  `create or replace function retention_rows(p_partition text, p_tenant uuid, p_after uuid, p_limit int)
   returns table (id uuid, fact jsonb) ${head} $$
   begin
     perform retention_assert(p_partition);
     return query execute format('select id, to_jsonb(t) from %I t where tenant_id = $1 and id > $2 order by id limit $3', p_partition)
       using p_tenant, p_after, p_limit;
   end $$`,
  `create or replace function retention_drop(p_partition text) returns void ${head} $$
   begin
     perform retention_assert(p_partition);
     execute format('drop table %I', p_partition);
   end $$`,
  `create or replace function retention_assert(p_partition text) returns void ${head} $$
   begin
     if not exists (select from retention_months(regexp_replace(p_partition, '_y\\d{4}m\\d{2}$', '')) m where m = p_partition) then
       raise exception '% is no month that may go', p_partition;
     end if;
   end $$`,
  'revoke all on function retention_assert(text) from public',
] as const
