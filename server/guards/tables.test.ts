import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendOnlyTables, partitionedTables, searchableTables, tenantTables } from '../kernel/db/columns.ts'
import { ROLE_NAMES } from '../kernel/db/roles.ts'
import { sql } from '../kernel/db/sql.ts'
import { ROLE_PREFIX } from '../kernel/testing/global-setup.ts'
import { openWorkshop, type Workshop } from '../kernel/testing/workshop.ts'
import '../schema.ts'

/** Tables of ours without a tenant, each with its reason. This list only shrinks. */
const WITHOUT_TENANT: Record<string, string> = {
  gtin_claim: 'says which workshop has a GTIN: one over all of them, decided by its key',
  tenant: 'is the tenant; found by slug before any tenant is set',
  tenant_domain: 'leads from a domain to its tenant before any tenant is set',
  user_workshop: 'leads from a person to the workshops they belong to, on the central host',
}
/** Schemas that libraries own, or that have a role of their own: reviewed here. */
const OTHER_SCHEMAS: Record<string, string> = {
  public: 'ours',
  drizzle: 'which migrations have run; the application has no right to it',
  jobs: 'the job queue (pg-boss); rows carry the tenant in their data',
  identity: 'users, sessions and memberships (better-auth), for the role identity only',
  registry: 'what the public may see of each piece, for the role registry only',
}

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop()
})
afterAll(() => workshop.close())

const tablesOf = async () =>
  await workshop.asOwner<{ name: string; rls: boolean; forced: boolean; partition: boolean; owner: string }>(
    `select c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced, c.relispartition as partition,
       pg_get_userbyid(c.relowner) as owner
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  )

describe('every table', () => {
  it('is in a schema that was reviewed', async () => {
    const rows = await workshop.asOwner<{ name: string }>(
      `select nspname as name from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema'`,
    )
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(OTHER_SCHEMAS).sort())
  })

  it('has a tenant, its key begins with it, and row-level security is enabled and forced with the one policy', async () => {
    const problems: string[] = []
    for (const table of await tablesOf()) {
      if (table.partition || table.name in WITHOUT_TENANT) continue
      if (!tenantTables.has(table.name)) problems.push(`${table.name} is not made by tenantTable`)
      if (!table.rls || !table.forced) problems.push(`${table.name} has no forced row-level security`)
      const [key] = await workshop.asOwner<{ columns: string[] }>(
        `select array_agg(a.attname::text order by k.n) as columns from pg_index i
         cross join unnest(i.indkey::int[]) with ordinality as k(attnum, n)
         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
         where i.indrelid = $1::regclass and i.indisprimary`,
        `public.${table.name}`,
      )
      if (key?.columns?.join() !== 'tenant_id,id') problems.push(`${table.name} has the key ${key?.columns}`)
      const policies = await workshop.asOwner<{ qual: string; check: string; cmd: string }>(
        `select qual, with_check as check, cmd from pg_policies where schemaname = 'public' and tablename = $1`,
        table.name,
      )
      const rule = "(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)"
      if (JSON.stringify(policies) !== JSON.stringify([{ qual: rule, check: rule, cmd: 'ALL' }])) {
        problems.push(`${table.name} has other policies: ${JSON.stringify(policies)}`)
      }
    }
    expect(problems).toEqual([])
  })

  it('has unique indexes and foreign keys that begin with the tenant', async () => {
    const uniques = await workshop.asOwner<{ name: string; first: string; table: string }>(
      `select i.indexrelid::regclass::text as name, a.attname as first, c.relname as table from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace and not c.relispartition
       left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indisunique`,
    )
    expect(uniques.filter((row) => row.first !== 'tenant_id' && !(row.table in WITHOUT_TENANT))).toEqual([])
    const keys = await workshop.asOwner<{ name: string; first: string; table: string }>(
      `select f.conname as name, a.attname as first, f.conrelid::regclass::text as table from pg_constraint f
       join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
       where f.contype = 'f' and f.connamespace = 'public'::regnamespace`,
    )
    expect(keys.filter((row) => row.first !== 'tenant_id' && !(row.table in WITHOUT_TENANT))).toEqual([])
  })

  it('gives the application no more than it needs: facts cannot be changed, partitions not reached, nothing owned', async () => {
    const app = `${ROLE_PREFIX}_app`
    const rights = await workshop.asOwner<{ name: string; partition: boolean; rights: string | null }>(
      `select c.relname as name, c.relispartition as partition,
         (select string_agg(p, ',' order by p) from unnest(array['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) p
          where has_table_privilege($1, c.oid, p)) as rights
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
      app,
    )
    const wrong = rights.filter(({ name, partition, rights: has }) => {
      if (partition) return has !== null
      return has !== (appendOnlyTables.has(name) ? 'INSERT,SELECT' : 'DELETE,INSERT,SELECT,UPDATE')
    })
    expect(wrong).toEqual([])
    const roles = await workshop.asOwner<{ name: string; super: boolean; bypass: boolean; owns: boolean }>(
      `select rolname as name, rolsuper as super, rolbypassrls as bypass,
         exists (select from pg_class where relowner = r.oid) as owns
       from pg_roles r where rolname like $1`,
      `${ROLE_PREFIX}\\_%`,
    )
    expect(roles.map(({ name, ...rest }) => [name, ...Object.values(rest)])).toEqual(
      expect.arrayContaining(
        ['app', 'identity', 'registry'].map((role) => [`${ROLE_PREFIX}_${role}`, false, false, false]),
      ),
    )
    for (const schema of ['identity', 'registry', 'drizzle']) {
      const [row] = await workshop.asOwner<{ can: boolean }>(
        'select has_schema_privilege($1, $2, $3) as can',
        app,
        schema,
        'USAGE',
      )
      expect([schema, row!.can]).toEqual([schema, false])
    }
  })

  it('of facts that grow is split by month, with partitions for the months to come and a default', async () => {
    for (const table of partitionedTables) {
      const partitions = await workshop.asOwner(
        `select 1 from pg_inherits where inhparent = $1::regclass`,
        `public.${table}`,
      )
      expect([table, partitions.length]).toEqual([table, 9])
    }
  })
})

describe('every function that runs as its owner', () => {
  it('is a search that filters on the tenant itself, or is listed here', async () => {
    const functions = await workshop.asOwner<{ name: string; body: string; config: string[] | null }>(
      `select p.proname as name, p.prosrc as body, p.proconfig as config from pg_proc p
       where p.prosecdef and p.pronamespace = 'public'::regnamespace`,
    )
    const searches = new Set(
      [...searchableTables.keys()].flatMap((table) => [`search_${table}`, `newest_${table}`]),
    )
    const listed = new Set([
      'ensure_month_partitions',
      // For the retention role alone; they refuse tables that are kept and months that are young.
      ...['retention_assert', 'retention_months', 'retention_tenants', 'retention_rows', 'retention_drop'],
    ])
    for (const { name, body, config } of functions) {
      expect(searches.has(name) || listed.has(name), name).toBe(true)
      expect(
        config?.some((setting) => setting.startsWith('search_path=')),
        name,
      ).toBe(true)
      if (searches.has(name))
        expect(body).toContain("where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid")
    }
  })
})

describe('the roles of the program', () => {
  it('have JIT off, whatever the server has', async () => {
    const roles = await workshop.asOwner<{ name: string; settings: string[] }>(
      `select rolname as name, rolconfig as settings from pg_roles where rolname like '${ROLE_PREFIX}%' order by 1`,
    )
    expect(roles.length).toBe(ROLE_NAMES.length)
    for (const { name, settings } of roles)
      expect([name, settings]).toEqual([name, expect.arrayContaining(['jit=off'])])
    expect(
      await workshop.kernel.database.query<{ jit: string }>(sql`select current_setting('jit') as jit`),
    ).toEqual([{ jit: 'off' }])
  })
})
