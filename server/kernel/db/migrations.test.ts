import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import '../../schema.ts'
import { partitionedTables } from './columns.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/** A database of its own, without any table; `migrate` runs the migrations from one of them to another. */
async function withEmptyDatabase(
  story: (client: pg.Client, migrate: (from: string, to: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  const statementsOf = async (name: string) =>
    (await readFile(new URL(name, FOLDER), 'utf8')).split('--> statement-breakpoint')
  const url = new URL(inject('testServerUrl'))
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  url.pathname = `/${name}`
  const client = new pg.Client({ connectionString: url.href })
  try {
    await client.connect()
    await client.query('create schema identity')
    for (const extension of ['pg_trgm', 'btree_gin', 'btree_gist'])
      await client.query(`create extension ${extension}`)
    await story(client, async (from, to) => {
      for (const file of files.filter((one) => one >= from && one < to)) {
        for (const statement of await statementsOf(file)) {
          await client.query(statement).catch((error: Error) => {
            throw new Error(`${file}: ${error.message}\n${statement}`)
          })
        }
        for (const table of partitionedTables) {
          await client.query(
            `do $$ begin if to_regclass('${table}') is not null then create table if not exists ${table}_rest partition of ${table} default; end if; end $$`,
          )
        }
      }
    })
  } finally {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}

it('migrates a database that has partitions already', () =>
  withEmptyDatabase(async (client, migrate) => {
    await migrate('', '~')
    const { rows } = await client.query(
      "select count(*)::int as partitions from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'",
    )
    expect(rows[0].partitions).toBe(partitionedTables.size)
  }))

it('gives payments that were pending before there were due days the day a new one would have got', () =>
  withEmptyDatabase(async (client, migrate) => {
    const [bangkok, london] = [randomUUID(), randomUUID()]
    await migrate('', '0027')
    // What they belong to is not the matter here.
    await client.query('set session_replication_role = replica')
    for (const [id, code, zone] of [
      [bangkok, 'BK01', 'Asia/Bangkok'],
      [london, 'LD01', 'Europe/London'],
    ])
      await client.query(
        `insert into tenant (id, code, code_folded, slug, name, time_zone, currency, locale, status, plan, created_at, updated_at)
         values ($1, $2, $2, $2, $2, $3, 'THB', 'en', 'active', 'pro', now(), now())`,
        [id, code, zone],
      )
    const method = (tenant: string, code: string) =>
      client.query(
        `insert into payment_method (tenant_id, id, code, provider, name, created_at, updated_at)
         values ($1, gen_random_uuid(), $2, 'manual', $2, now(), now())`,
        [tenant, code],
      )
    for (const tenant of [bangkok, london]) await method(tenant, 'transfer')
    await method(bangkok, 'on_delivery')
    const payment = (tenant: string, code: string, state: string, at: string) =>
      client.query(
        `insert into payment (tenant_id, id, order_id, provider, method, state, currency, amount_minor, captured_minor, created_at, updated_at)
         values ($1, gen_random_uuid(), gen_random_uuid(), 'manual', $2, $3, 'THB', 100, $5, $4, $4)`,
        [tenant, code, state, at, state === 'captured' ? 100 : 0],
      )
    // Already the 6th in Bangkok.
    await payment(bangkok, 'transfer', 'pending', '2026-03-05T18:30:00Z')
    await payment(london, 'transfer', 'pending', '2026-03-05T18:30:00Z')
    await payment(bangkok, 'transfer', 'captured', '2026-03-01T03:00:00Z')
    await payment(bangkok, 'on_delivery', 'pending', '2026-03-02T03:00:00Z')
    await migrate('0027', '0029')
    await client.query("update payment_method set due_days = null where code = 'on_delivery'")
    await migrate('0029', '~')
    const { rows } = await client.query(
      `select t.code, p.method, p.state, p.due_on::text from payment p join tenant t on t.id = p.tenant_id order by 1, 2, 3`,
    )
    expect(rows).toEqual([
      { code: 'BK01', method: 'on_delivery', state: 'pending', due_on: null },
      { code: 'BK01', method: 'transfer', state: 'captured', due_on: null },
      { code: 'BK01', method: 'transfer', state: 'pending', due_on: '2026-03-13' },
      { code: 'LD01', method: 'transfer', state: 'pending', due_on: '2026-03-12' },
    ])
    const { rows: forced } = await client.query(
      "select relname, relforcerowsecurity from pg_class where relname in ('payment', 'payment_method') order by 1",
    )
    expect(forced.map((one) => one.relforcerowsecurity)).toEqual([true, true])
  }))
