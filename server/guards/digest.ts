import type { Workshop } from '../kernel/testing/workshop.ts'
import type { Story } from './story.ts'

/** Of each table how many rows a workshop has in it, and a sum over their whole text. */
export type Digest = Record<string, string>

/** Rows of a workshop outside the tables that carry its id, by the condition that finds them. */
const elsewhere = (story: Story): [table: string, condition: string][] => {
  const people = `(select id from identity."user" where email like '%.${story.teller.mark.toLowerCase()}@%')`
  return [
    ['public.tenant', `id = '${story.tenantId}'`],
    ['registry.piece', `maker_code = '${story.teller.code}'`],
    ['registry.maker', `code = '${story.teller.code}'`],
    ['identity."user"', `id in ${people}`],
    ['identity.session', `user_id in ${people}`],
    ['identity.account', `user_id in ${people}`],
    ['jobs.job', `data ->> 'tenantId' = '${story.tenantId}'`],
  ]
}

/** The statement that makes the digest of a story's workshop, prepared once: it reads every table and is asked for after each request. */
const prepared = new WeakMap<Story, string>()

async function prepare(workshop: Workshop, story: Story): Promise<string> {
  const tables = await workshop.asOwner<{ name: string }>(
    `select format('public.%I', c.relname) as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  )
  const all = [
    ...tables.map(({ name }): [string, string] => [name, `tenant_id = '${story.tenantId}'`]),
    ...elsewhere(story),
  ]
  const name = `digest_of_${story.teller.mark.toLowerCase()}`
  const ofTables = all.map(
    ([table, condition]) =>
      `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest
       from ${table} t where ${condition}`,
  )
  await workshop.asOwner(`prepare ${name} as ${ofTables.join(' union all ')}`)
  return name
}

/** What a workshop has, as the owner of the database sees it: two digests differ when any value of any row does. */
export async function digestOf(workshop: Workshop, story: Story): Promise<Digest> {
  const name = prepared.get(story) ?? (await prepare(workshop, story))
  prepared.set(story, name)
  const rows = await workshop.asOwner<{ name: string; digest: string }>(`execute ${name}`)
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}
