import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Config, type Env, loadConfig } from './config.ts'
import { resolveSecrets, secretsPath } from './secrets.ts'
import { ConfigError } from './start-error.ts'

const strongSecret = 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw'
const key = '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb'
const olderKey = '11d90086c4e94cf0ba14a729741cc651c74b9770d99d5f4563a98042f42fcbd7'

let dataDir: string
const config = (env: Env = {}): Config => loadConfig({ DATA_DIR: dataDir, ...env })
const stored = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(secretsPath(dataDir), 'utf8'))

beforeEach(async () => {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'touchmark-secrets-')), 'data')
})
afterEach(async () => {
  await rm(path.dirname(dataDir), { recursive: true })
})

describe('with the embedded database', () => {
  it('secrets are made at the first start, kept for their owner only, and the same ever after', async () => {
    const first = await resolveSecrets(config())
    expect(Buffer.from(first.touchmarkSecret, 'base64url')).toHaveLength(48)
    expect(first.serialMasterKeys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
    expect(first.postgresPassword).toMatch(/^[\w-]{43}$/)
    expect((await stat(secretsPath(dataDir))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['secrets.json'])
    expect(await resolveSecrets(config())).toEqual(first)
  })

  it('two first starts at once agree', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => resolveSecrets(config())))
    expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).toBe(1)
    expect(await readdir(dataDir)).toEqual(['secrets.json'])
  })

  it('two installations have different ones', async () => {
    const first = await resolveSecrets(config())
    const second = await resolveSecrets(config({ DATA_DIR: `${dataDir}-other` }))
    expect(second.touchmarkSecret).not.toBe(first.touchmarkSecret)
    expect(second.serialMasterKeys[0]).not.toBe(first.serialMasterKeys[0])
    expect(second.postgresPassword).not.toBe(first.postgresPassword)
  })

  it('what the environment gives is used and not written down, and must be given again', async () => {
    const env = { TOUCHMARK_SECRET: strongSecret, SERIAL_MASTER_KEYS: key }
    const secrets = await resolveSecrets(config(env))
    expect(secrets).toMatchObject({ touchmarkSecret: strongSecret, serialMasterKeys: [key] })
    expect(Object.keys(await stored())).toEqual(['postgresPassword'])
    await expect(resolveSecrets(config())).rejects.toThrow(
      'This installation was started with TOUCHMARK_SECRET and SERIAL_MASTER_KEYS in the environment, which are not set now: set the same again.',
    )
  })

  it('a key that serials were made with cannot be dropped, but a new one can go before it', async () => {
    const { serialMasterKeys } = await resolveSecrets(config())
    await expect(resolveSecrets(config({ SERIAL_MASTER_KEYS: key }))).rejects.toThrow('leaves out a key')
    const ring = [key, ...serialMasterKeys]
    const rotated = await resolveSecrets(config({ SERIAL_MASTER_KEYS: ring.join(',') }))
    expect(rotated.serialMasterKeys).toEqual(ring)
  })

  it('a file that others can read is closed', async () => {
    await resolveSecrets(config())
    await chmod(secretsPath(dataDir), 0o644)
    await resolveSecrets(config())
    expect((await stat(secretsPath(dataDir))).mode & 0o777).toBe(0o600)
  })

  it.each(['folder', 'link'])('no new secrets are made beside a database that exists (%s)', async (kind) => {
    await mkdir(dataDir)
    if (kind === 'folder') await mkdir(path.join(dataDir, 'postgres'))
    else await symlink('/nowhere', path.join(dataDir, 'postgres'))
    const failure = await resolveSecrets(config()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ConfigError)
    expect((failure as ConfigError).message).toContain(
      'its secrets.json is gone: restore that file from a backup',
    )
    expect(await readdir(dataDir)).toEqual(['postgres'])
  })

  it.each([
    ['{"touchmark', 'not JSON'],
    ['{"postgresPassword":"short"}', 'a value is missing or malformed'],
    [
      JSON.stringify({ postgresPassword: 'x'.repeat(43), serialMasterKeys: ['ab'] }),
      'a value is missing or malformed',
    ],
  ])('a broken file stops the start and stays as it is: %s', async (text, words) => {
    await mkdir(dataDir)
    await writeFile(secretsPath(dataDir), text)
    await expect(resolveSecrets(config())).rejects.toThrow(`is broken (${words}): restore it from a backup.`)
    expect(await readFile(secretsPath(dataDir), 'utf8')).toBe(text)
  })

  it('a data folder that cannot be written is told in one sentence', async () => {
    await writeFile(dataDir, 'a file, not a folder')
    await expect(resolveSecrets(config({ DATA_DIR: path.join(dataDir, 'below') }))).rejects.toThrow(
      ConfigError,
    )
  })
})

describe('with DATABASE_URL', () => {
  it('secrets are those of the environment and nothing is written', async () => {
    const env = {
      DATABASE_URL: 'postgresql://owner:pass@db/touchmark',
      TOUCHMARK_SECRET: strongSecret,
      SERIAL_MASTER_KEYS: `${key},${olderKey}`,
    }
    expect(await resolveSecrets(config(env))).toEqual({
      touchmarkSecret: strongSecret,
      serialMasterKeys: [key, olderKey],
      postgresPassword: undefined,
    })
    await expect(stat(dataDir)).rejects.toThrow('ENOENT')
  })
})
