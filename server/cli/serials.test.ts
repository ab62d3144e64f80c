import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../kernel/testing/workshop.ts'

const cli = path.resolve(import.meta.dirname, '../cli.ts')

let workshop: Workshop
let t: TestTenant
let serial: string
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  const product = await t.as('owner').post('products', {
    sku: 'TOTE',
    name: 'Saddle Tote',
    kind: 'finished',
    unit: 'pc',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
    currency: 'THB',
  })
  const issued = await t
    .as('planner')
    .post(
      'serials/issue',
      { line: 'HAT', productId: product.body.id, quantity: 3 },
      { 'idempotency-key': newId() },
    )
  serial = issued.body.serials[0].serial
  // Given up for dead, as after nine tries.
  await workshop.asOwner(`update jobs.job set retry_limit = 0 where data->>'name' = 'serials.link'`)
  await workshop.asOwner('alter table registry.piece rename to away')
  await workshop.drain()
  await workshop.asOwner('alter table registry.away rename to piece')
})
afterAll(() => workshop.close())

/** Runs the real command against the workshop's database. */
async function touchmark(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: workshop.config.databaseUrl,
      DATABASE_ROLE_PREFIX: workshop.config.databaseRolePrefix,
      TOUCHMARK_SECRET: inject('testSecret'),
      SERIAL_MASTER_KEYS: workshop.kernel.serialKeys.join(','),
      DATA_DIR: workshop.config.dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, error, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  return { out, error, code: code as number | null }
}

// Each call is a process of its own that loads the whole program.
describe('touchmark serials', { timeout: 120_000 }, () => {
  it('shows what did not reach the registry, and brings it there', async () => {
    const seen = await touchmark('serials', 'outbox', '--dry-run')
    expect([seen.code, seen.error]).toEqual([0, ''])
    expect(seen.out).toMatch(
      /^MA01 {4}dead {7}3 pieces {6}since \S+ {2}attempts 1 {2}no next try {2}relation "registry\.piece" does not exist\n1 waiting\n$/,
    )
    const done = await touchmark('serials', 'outbox', '--tenant', 'MA01', '--json')
    expect(done.code).toBe(0)
    expect(JSON.parse(done.out)).toMatchObject({
      dryRun: false,
      found: 1,
      linked: 1,
      failed: 0,
      links: [{ tenant: 'MA01', state: 'dead', pieces: 3 }],
    })
    expect((await workshop.central.get(`/api/public/serial/verify/${serial}`)).status).toBe(200)
    expect((await touchmark('serials', 'outbox')).out).toBe(
      '0 waiting, 0 linked, 0 failed again, 0 in work elsewhere\n',
    )
  })

  it('compares both stores, repairs one, and ends with 1 where a person is needed', async () => {
    await workshop.asOwner('delete from registry.piece where serial = $1', serial)
    const dry = await touchmark('serials', 'check', '--dry-run')
    expect([dry.code, dry.out]).toEqual([
      0,
      'workshops 1, checked 3, repaired 1, quarantined 0, errors 0 (dry run: nothing was changed)\n  missing: 1\n',
    ])
    const done = await touchmark('serials', 'check', '--tenant', 'MA01', '--json')
    expect(done.code).toBe(0)
    expect(JSON.parse(done.out)).toMatchObject({ checked: 3, repaired: 1, quarantined: 0, errors: 0 })
    await workshop.asOwner('update registry.piece set version = 9 where serial = $1', serial)
    const error = await touchmark('serials', 'check')
    expect(error.code).toBe(1)
    expect(error.out).toBe(
      `MA01: the registry has ${serial} in version 9, the tenant store in 1\nworkshops 1, checked 3, repaired 0, quarantined 0, errors 1\n  ahead: 1\n`,
    )
  })

  it('says so when there is no such workshop', async () => {
    const { code, error } = await touchmark('serials', 'check', '--tenant', 'NOPE')
    expect(code).toBe(6)
    expect(error).toContain('No workshop has the code or subdomain NOPE')
  })
})
