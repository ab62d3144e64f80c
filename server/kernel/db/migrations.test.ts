import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { expect, inject, it } from 'vitest'
import '../../schema.ts'
import { partitionedTables } from './columns.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

it('migrates a database that has partitions already', async () => {
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
    for (const file of files) {
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
    const { rows } = await client.query(
      "select count(*)::int as partitions from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relkind = 'r'",
    )
    expect(rows[0].partitions).toBe(partitionedTables.size)
  } finally {
    await client.end()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
})
