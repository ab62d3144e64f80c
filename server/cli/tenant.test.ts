import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ROLE_PREFIX, TEMPLATE } from '../kernel/testing/global-setup.ts'

const cli = path.resolve(import.meta.dirname, '../cli.ts')
const database = `test_${randomUUID().replaceAll('-', '')}`
const EMAIL = 'owner@maison-atelier.example'
const atelier = [
  'tenant',
  'create',
  ...['--name', 'Maison Atelier', '--slug', 'maison-atelier', '--code', 'MA01', '--currency', 'THB'],
  ...['--time-zone', 'Asia/Bangkok', '--owner-name', 'Pimchanok R.', '--email', EMAIL],
]

let admin: pg.Client
let url: URL
beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('testServerUrl') })
  await admin.connect()
  await admin.query('select pg_advisory_lock(4711)')
  await admin.query(`create database ${database} template ${TEMPLATE}`)
  await admin.query('select pg_advisory_unlock(4711)')
  url = new URL(inject('testServerUrl'))
  url.pathname = `/${database}`
})
afterAll(async () => {
  await admin.query(`drop database ${database} with (force)`)
  await admin.end()
})

/** Runs the real command against a database of its own. */
async function touchmark(args: string[], stdin?: string) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: url.href,
      DATABASE_ROLE_PREFIX: ROLE_PREFIX,
      TOUCHMARK_SECRET: inject('testSecret'),
      SERIAL_MASTER_KEYS: '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb',
      DATA_DIR: `${inject('testDataDir')}/${database}`,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(stdin)
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, error, code: code as number | null }
}

describe('touchmark tenant and user', () => {
  it('open a workshop with a password that is made, list it, and refuse what a sign-up refuses', async () => {
    const opened = await touchmark([...atelier, '--json'])
    expect([opened.code, opened.error]).toEqual([0, ''])
    expect(JSON.parse(opened.out)).toMatchObject({
      code: 'MA01',
      origin: 'http://maison-atelier.localhost:3000',
      owner: { email: EMAIL },
      password: expect.stringMatching(/^[\w-]{20}$/),
    })
    const again = await touchmark([...atelier, '--password-stdin'], `${JSON.parse(opened.out).password}\n`)
    expect(again.code).toBe(6)
    expect(again.error).toContain('touchmark: This code is taken.')
    const list = await touchmark(['tenant', 'list'])
    expect(list.out).toBe(
      'MA01    trialing   pro         http://maison-atelier.localhost:3000  Maison Atelier\n',
    )
  })

  it('print a link for a new password, and know who has no account', async () => {
    const nobody = await touchmark(['user', 'platform', 'nobody@nowhere.example'])
    expect(nobody.code).toBe(6)
    expect(nobody.error).toContain('Nobody has an account with the e-mail nobody@nowhere.example.')
    const link = await touchmark(['user', 'reset-link', EMAIL, '--tenant', 'MA01'])
    expect(link.out).toMatch(
      /^http:\/\/maison-atelier\.localhost:3000\/desk\/set-password#token=[\w-]{32}\n$/,
    )
  })

  it('need a password where one is promised', async () => {
    const empty = await touchmark([...atelier, '--password-stdin'], '')
    expect(empty.code).toBe(2)
    expect(empty.error).toContain('standard input is empty')
  })
})
