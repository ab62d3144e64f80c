import { boolean, text, uniqueIndex } from 'drizzle-orm/pg-core'
import pg from 'pg'
import { z } from 'zod'
import { day, editable, rate, searchable, tenantTable } from '../db/columns.ts'
import { secureTables } from '../db/secure-tables.ts'
import { defineModule, type Module } from '../module.ts'
import { resource } from '../resource/resource.ts'
import { nonNegativeDecimal } from '../wire.ts'
import { ROLE_PREFIX } from './global-setup.ts'
import type { Workshop } from './workshop.ts'

searchable('sample_tool', ['code', 'name'])

/** A plain resource that no screen, export or import was written for: what it has, it has from this declaration. */
export const sampleTool = tenantTable(
  'sample_tool',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['hammer', 'knife', 'awl'] }).notNull(),
    price: rate('price'),
    currency: text('currency').notNull().default('THB'),
    boughtOn: day('bought_on'),
    sharp: boolean('sharp').notNull().default(false),
    note: text('note'),
    ...editable,
  },
  (t) => [uniqueIndex('sample_tool_code_key').on(t.tenantId, t.code)],
)

/** A table whose rows use a tool: what is used is kept when an import is undone. */
export const sampleUse = tenantTable('sample_use', {})

const tools = resource({
  name: 'sample.tool',
  path: '/sample-tools',
  table: sampleTool,
  readPermission: 'sample.read',
  label: 'code',
  fields: {
    code: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'capital letters, digits and hyphens'),
    price: nonNegativeDecimal,
  },
  sorts: ['code', 'name', 'boughtOn'],
  beside: { price: 'currency' },
  example: { code: 'HAMMER-1', name: 'Cobbler’s hammer', kind: 'hammer', price: '1250.5' },
})

export const sampleModule: Module = defineModule({ name: 'sample', operations: tools.operations })

/** Makes the table in the database of a test, as a migration and a start would. */
export async function prepareSample(workshop: Workshop): Promise<void> {
  const client = new pg.Client({ connectionString: workshop.config.databaseUrl! })
  await client.connect()
  try {
    await client.query(`create table sample_tool (
      tenant_id uuid not null, id uuid not null, code text not null, name text not null,
      kind text not null check (kind in ('hammer', 'knife', 'awl')), price numeric(20, 6), currency text not null default 'THB',
      bought_on date, sharp boolean not null default false, note text, created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(), deleted_at timestamptz, version bigint not null default 1, primary key (tenant_id, id));
      create unique index sample_tool_code_key on sample_tool (tenant_id, code);
      create table sample_use (tenant_id uuid not null, id uuid not null, tool_id uuid not null, primary key (tenant_id, id),
        foreign key (tenant_id, tool_id) references sample_tool (tenant_id, id))`)
    await secureTables(client, {
      app: `${ROLE_PREFIX}_app`,
      identity: `${ROLE_PREFIX}_identity`,
      retention: `${ROLE_PREFIX}_retention`,
    })
  } finally {
    await client.end()
  }
}
