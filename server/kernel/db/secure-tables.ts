import type pg from 'pg'
import { refuseFunction } from '../errors/from-database.ts'
import { idempotencyFunction } from '../idempotency/idempotency-key.ts'
import { QUEUE_SCHEMA } from '../jobs/queue.ts'
import { appendOnlyTables, partitionedTables, searchableTables, tenantTables } from './columns.ts'
import { RETENTION_SIGNATURES, retentionFunctions } from './retention-functions.ts'

/** Months that partitions are made for, around the current one. */
const MONTHS_BACK = 1
const MONTHS_AHEAD = 6

const POLICY = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"

interface TableState {
  name: string
  is_partition: boolean
  rights: string | null
  forced: boolean
  policies: string | null
}

/**
 * What holds for every table, applied after each migration so that nobody can forget it: row-level security enabled
 * and forced with the one policy, the application's rights (no UPDATE or DELETE on facts), partitions for the months
 * to come. Other processes may be serving: what is right already is not touched, and what is changed, is changed in one
 * transaction for each table, so that at no moment a table is without its policy or the application without its rights.
 */
export async function secureTables(
  client: pg.ClientBase,
  roles: { app: string; identity: string; retention: string },
): Promise<void> {
  const statements: string[] = [
    partitionFunction,
    ...retentionFunctions,
    refuseFunction,
    idempotencyFunction,
    `grant usage on schema public, ${QUEUE_SCHEMA} to ${roles.app}`,
    `grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${roles.app}`,
    `grant execute on all functions in schema ${QUEUE_SCHEMA} to ${roles.app}`,
    `grant usage on schema identity to ${roles.identity}`,
    `grant select, insert, update, delete on all tables in schema identity to ${roles.identity}`,
    'revoke create on schema public from public',
    'revoke all on function ensure_month_partitions(text, int, int) from public',
    `grant execute on function ensure_month_partitions(text, int, int) to ${roles.app}`,
    `grant usage on schema public to ${roles.retention}`,
    ...RETENTION_SIGNATURES.flatMap((signature) => [
      `revoke all on function ${signature} from public`,
      `grant execute on function ${signature} to ${roles.retention}`,
    ]),
  ]
  const { rows } = await client.query<TableState>(
    `select c.relname as name, c.relispartition as is_partition, c.relrowsecurity and c.relforcerowsecurity as forced,
       (select string_agg(p, ',' order by p) from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
        where has_table_privilege($1, c.oid, p)) as rights,
       (select string_agg(p.policyname || ' ' || p.cmd || ' ' || p.qual || ' ' || p.with_check, ';') from pg_policies p
        where p.schemaname = 'public' and p.tablename = c.relname) as policies
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
    [roles.app],
  )
  for (const state of rows) {
    const changes = changesOf(state, roles.app)
    // Several statements in one message are one transaction.
    if (changes.length > 0) statements.push(changes.join('; '))
  }
  for (const [table, columns] of searchableTables)
    statements.push(...searchStatements(table, columns, roles.app))
  for (const table of partitionedTables) {
    statements.push(`select ensure_month_partitions('${table}', ${MONTHS_BACK}, ${MONTHS_AHEAD})`)
  }
  for (const statement of statements) await client.query(statement)
}

/** What has to be done to a table so that it is as every table must be. */
function changesOf({ name, is_partition, rights, forced, policies }: TableState, app: string): string[] {
  const table = `public."${name}"`
  // A partition is reached through its parent only, whose policy holds.
  if (is_partition) return rights === null ? [] : [`revoke all on ${table} from ${app}`]
  const changes: string[] = []
  const wanted = appendOnlyTables.has(name) ? 'INSERT,SELECT' : 'DELETE,INSERT,SELECT,UPDATE'
  if (rights !== wanted)
    changes.push(`revoke all on ${table} from ${app}`, `grant ${wanted} on ${table} to ${app}`)
  if (!tenantTables.has(name)) return changes
  if (!forced)
    changes.push(
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    )
  if (policies !== `tenant ALL ${POLICY} ${POLICY}`) {
    changes.push(
      `drop policy if exists tenant on ${table}`,
      `create policy tenant on ${table} using (${POLICY}) with check (${POLICY})`,
    )
  }
  return changes
}

/** Partitions by month of the UUIDv7 key: its first 48 bits are the milliseconds since 1970. A default takes the rest. */
const partitionFunction = `
create or replace function ensure_month_partitions(p_table text, p_back int, p_ahead int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  m timestamptz;
  bound constant text := '%s-%s-7000-8000-000000000000';
  low text;
  high text;
begin
  if not exists (select from pg_partitioned_table p join pg_class c on c.oid = p.partrelid where c.relname = p_table) then
    raise exception '% is not split by month', p_table;
  end if;
  execute format('create table if not exists %I partition of %I default', p_table || '_default', p_table);
  for i in -p_back .. p_ahead loop
    m := date_trunc('month', now(), 'UTC') + make_interval(months => i);
    continue when to_regclass(format('%I', p_table || to_char(m at time zone 'UTC', '"_y"YYYY"m"MM'))) is not null;
    low := lpad(to_hex((extract(epoch from m) * 1000)::bigint), 12, '0');
    high := lpad(to_hex((extract(epoch from m + interval '1 month') * 1000)::bigint), 12, '0');
    execute format('create table %I partition of %I for values from (%L) to (%L)',
      p_table || to_char(m at time zone 'UTC', '"_y"YYYY"m"MM'), p_table,
      format(bound, left(low, 8), right(low, 4))::uuid, format(bound, left(high, 8), right(high, 4))::uuid);
  end loop;
end $$;`

/** The most rows a search gives: whoever looks through more should say more. */
const MAX_FOUND = 1_000

/**
 * Search by part of a text. Under a policy PostgreSQL would not use the trigram index, since LIKE is not leakproof; so
 * the function runs as the owner, filters on the transaction's tenant itself and gives keys only.
 *
 * `search_<table>` gives any rows, for a list to filter by; `newest_<table>` the newest few, for somebody who types. That one is planned anew
 * each time with the text in sight: what is rare is found in the trigram index, what nearly all rows have by going through
 * them from the newest, so that neither reads a million.
 */
function searchStatements(table: string, columns: readonly string[], role: string): string[] {
  const text = `lower(${columns.map((column) => `coalesce("${column}", '')`).join(` || ' ' || `)})`
  return [
    `create index if not exists "${table}_search_idx" on "${table}" using gin (tenant_id, (${text}) gin_trgm_ops)`,
    `create or replace function "search_${table}"(q text) returns setof uuid
     language sql stable security definer set search_path = public, pg_temp as $$
       select id from "${table}"
       where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
         and ${text} like '%' || replace(replace(replace(lower(q), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
       limit ${MAX_FOUND}
     $$`,
    `revoke all on function "search_${table}"(text) from public`,
    `grant execute on function "search_${table}"(text) to ${role}`,
    `create or replace function "newest_${table}"(q text, n int) returns setof uuid
     language plpgsql stable security definer set search_path = public, pg_temp as $$
     begin
       if q = '' then return; end if;
       return query execute $q$
         select id from "${table}"
         where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid
           and ${text} like $1
         order by id desc limit $2
       $q$ using '%' || replace(replace(replace(lower(q), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%', least(n, ${MAX_FOUND});
     end $$`,
    `revoke all on function "newest_${table}"(text, int) from public`,
    `grant execute on function "newest_${table}"(text, int) to ${role}`,
  ]
}
