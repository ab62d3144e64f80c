import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ConfigError,
  type Env,
  loadConfig,
  publicOrigin,
  readSettings,
  seedsDemo,
  tenantOrigin,
} from './config.ts'

const strongSecret = 'Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBhdCBhbGw'
const key = '383e98c3434d8863cb94f8adc2a56c7b78ed22e825280de6734a0654ce2625cb'
const olderKey = '11d90086c4e94cf0ba14a729741cc651c74b9770d99d5f4563a98042f42fcbd7'
const hosted: Env = {
  DATABASE_URL: 'postgresql://owner:pass@db.internal/touchmark',
  TOUCHMARK_SECRET: strongSecret,
  SERIAL_MASTER_KEYS: `${key},${olderKey.toUpperCase()}`,
}

const refusal = (env: Env, argv: string[] = []): string => {
  try {
    loadConfig(env, argv)
  } catch (error) {
    if (error instanceof ConfigError) {
      expect(error.exitCode).toBe(3)
      return error.message
    }
    throw error
  }
  throw new Error('the configuration was taken')
}

describe('an empty environment', () => {
  it('is a whole configuration for one machine', () => {
    expect(loadConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      publicScheme: 'http',
      publicPort: 3000,
      baseDomain: 'localhost',
      trustProxy: false,
      rateLimitPerMinute: 6000,
      verifyLimitPerMinute: 60,
      geoCountryHeader: undefined,
      geoLatitudeHeader: undefined,
      geoLongitudeHeader: undefined,
      geoDatabase: undefined,
      eventRetentionMonths: undefined,
      databaseUrl: undefined,
      databaseAppUrl: undefined,
      registryDatabaseUrl: undefined,
      databaseRolePrefix: 'touchmark',
      databasePoolMax: 10,
      databaseWaitMs: 5_000,
      dataDir: path.resolve(import.meta.dirname, '../../.data'),
      embeddedPgPort: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      mailFrom: 'Touchmark <no-reply@localhost>',
      touchmarkSecret: undefined,
      serialMasterKeys: undefined,
      roles: ['web', 'worker', 'scheduler'],
      scanRetentionDays: 400,
      logLevel: 'info',
      shutdownTimeoutMs: 10_000,
      seedDemo: 'auto',
      installationDir: path.resolve(import.meta.dirname, '../..'),
      embedded: true,
      warnings: [],
    })
  })

  it('counts an empty variable as not given, as compose files write it', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: ' ', ROLE: '' })).toEqual(loadConfig({}))
  })

  it('gives a configuration that nobody can change', () => {
    const config = loadConfig({})
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
    expect(() => Object.assign(config.roles, { 0: 'worker' })).toThrow(TypeError)
  })

  it('fills the demo with the embedded database only, unless told otherwise', () => {
    expect(seedsDemo(loadConfig({}))).toBe(true)
    expect(seedsDemo(loadConfig({ SEED_DEMO: 'false' }))).toBe(false)
    expect(seedsDemo(loadConfig(hosted))).toBe(false)
    expect(seedsDemo(loadConfig({ ...hosted, SEED_DEMO: 'true' }))).toBe(true)
  })
})

describe('what people see', () => {
  it('takes scheme, port and domain of the tenants from PUBLIC_URL', () => {
    const config = loadConfig({ PUBLIC_URL: 'https://touchmark.example', PORT: '8080' })
    expect(config.baseDomain).toBe('touchmark.example')
    expect(config.publicPort).toBeNull()
    expect(tenantOrigin(config, 'maison-atelier')).toBe('https://maison-atelier.touchmark.example')
    expect(publicOrigin(config, 'shop.maison.example')).toBe('https://shop.maison.example')
    expect(config.mailFrom).toBe('Touchmark <no-reply@touchmark.example>')
  })

  it('derives the address from domain and port without it', () => {
    const config = loadConfig({ BASE_DOMAIN: 'makers.test', PORT: '4100' })
    expect(config.publicUrl).toBe('http://makers.test:4100')
    expect(tenantOrigin(config, 'ma')).toBe('http://ma.makers.test:4100')
    expect(config.mailFrom).toBe('Touchmark <no-reply@makers.test>')
  })

  it('lets the central host be below the domain of the tenants, not beside it', () => {
    const env = { BASE_DOMAIN: 'makers.test', PUBLIC_URL: 'https://app.makers.test:8443' }
    expect(tenantOrigin(loadConfig(env), 'ma')).toBe('https://ma.makers.test:8443')
    expect(refusal({ ...env, BASE_DOMAIN: 'other.test' })).toBe(
      'The configuration is not usable: PUBLIC_URL (host app.makers.test) is not within BASE_DOMAIN (other.test).',
    )
  })

  it.each([
    ['ftp://makers.test', 'must be a URL such as https://touchmark.example (it is "ftp://makers.test")'],
    ['https://makers.test/shop', 'must be scheme, host and port only'],
    ['makers.test', 'must be a URL such as https://touchmark.example'],
    ['http://[::1]:3000', 'BASE_DOMAIN must be a host name'],
  ])('refuses PUBLIC_URL=%s', (url, words) => {
    expect(refusal({ PUBLIC_URL: url })).toContain(words)
  })
})

describe('roles', () => {
  it('come from --role before ROLE, in any order, each once', () => {
    expect(loadConfig({ ROLE: 'worker' }).roles).toEqual(['worker'])
    expect(loadConfig({ ROLE: 'worker' }, ['--role=scheduler, web,web']).roles).toEqual(['web', 'scheduler'])
    expect(loadConfig({}, ['start', '--role', 'web']).roles).toEqual(['web'])
  })

  it('are refused when unknown or empty', () => {
    expect(refusal({ ROLE: 'web,wroker' })).toContain(
      'ROLE must be a comma separated list of web, worker, scheduler',
    )
    expect(refusal({}, ['--role='])).toContain('ROLE must be')
    expect(refusal({}, ['--role'])).toContain('ROLE must be')
  })
})

describe('an installation with DATABASE_URL', () => {
  it('takes the secrets of its environment', () => {
    const config = loadConfig(hosted)
    expect(config.embedded).toBe(false)
    expect(config.touchmarkSecret).toBe(strongSecret)
    expect(config.serialMasterKeys).toEqual([key, olderKey])
  })

  it('does not start without them', () => {
    expect(refusal({ DATABASE_URL: hosted.DATABASE_URL })).toBe(
      'The configuration is not usable: TOUCHMARK_SECRET is missing, which DATABASE_URL needs: make one with `openssl rand -base64 48`; SERIAL_MASTER_KEYS is missing, which DATABASE_URL needs: make one with `openssl rand -hex 32`.',
    )
  })

  it.each([
    ['too-short', 'TOUCHMARK_SECRET is too short: it needs 32 bytes or more'],
    ['change-me-change-me-change-me-change-me', 'TOUCHMARK_SECRET is too weak'],
    ['a'.repeat(64), 'TOUCHMARK_SECRET is too weak'],
  ])('does not start with the secret %s, and does not repeat it', (secret, words) => {
    const sentence = refusal({ ...hosted, TOUCHMARK_SECRET: secret })
    expect(sentence).toContain(words)
    expect(sentence).not.toContain(secret)
    expect(refusal({ TOUCHMARK_SECRET: secret })).toContain(words)
  })

  it.each([
    [key.slice(2), 'each 32 bytes in hexadecimal'],
    [`${key},`, 'each 32 bytes in hexadecimal'],
    [`${key},${key}`, 'names a key twice'],
    ['00'.repeat(32), 'has a weak key'],
  ])('does not start with the key ring %s', (ring, words) => {
    const sentence = refusal({ ...hosted, SERIAL_MASTER_KEYS: ring })
    expect(sentence).toContain(
      `SERIAL_MASTER_KEYS ${words}`.replace('KEYS each', 'KEYS must be a comma separated list of keys, each'),
    )
    expect(sentence).not.toContain(key.slice(2, 20))
  })

  it('does not serve requests as the owner of the tables', () => {
    const sentence = refusal({ ...hosted, DATABASE_APP_URL: 'postgresql://owner:pass@db.internal/touchmark' })
    expect(sentence).toContain('DATABASE_APP_URL names the same user as DATABASE_URL')
    expect(refusal({ DATABASE_APP_URL: hosted.DATABASE_URL })).toContain(
      'DATABASE_APP_URL is given without DATABASE_URL',
    )
  })

  it('never quotes the password of a URL that it refuses', () => {
    const sentence = refusal({ ...hosted, DATABASE_URL: 'mysql://owner:hunter2@db/touchmark' })
    expect(sentence).toBe(
      'The configuration is not usable: DATABASE_URL must be a URL such as postgresql://user:password@host:5432/touchmark.',
    )
    expect(refusal({ ...hosted, DATABASE_URL: 'postgresql://owner:hunter2@db' })).toContain(
      'must name a database',
    )
  })
})

describe('what is wrong', () => {
  it('is listed in one sentence, all of it', () => {
    expect(
      refusal({ PORT: '70000', LOG_LEVEL: 'loud', DATABASE_POOL_MAX: 'many', BASE_DOMAIN: 'Makers' }),
    ).toBe(
      'The configuration is not usable: PORT must be a whole number from 0 to 65535 (it is "70000"); BASE_DOMAIN must be a host name in small letters, without scheme or port (it is "Makers"); DATABASE_POOL_MAX must be a whole number from 2 to 1000 (it is "many"); LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent (it is "loud").',
    )
  })

  it.each([
    [{ PORT: '3e3' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ HOST: 'a b' }, 'HOST'],
    [{ BASE_DOMAIN: 'makers..test' }, 'BASE_DOMAIN'],
    [{ BASE_DOMAIN: 'makers.test:3000' }, 'BASE_DOMAIN'],
    [{ DATABASE_ROLE_PREFIX: 'Touch-mark' }, 'DATABASE_ROLE_PREFIX'],
    [{ REDIS_URL: 'http://cache' }, 'REDIS_URL'],
    [{ SMTP_URL: 'mail.test' }, 'SMTP_URL'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
    [{ SEED_DEMO: 'yes' }, 'SEED_DEMO'],
    [{ SHUTDOWN_TIMEOUT_MS: '1' }, 'SHUTDOWN_TIMEOUT_MS'],
    [{ RATE_LIMIT_PER_MINUTE: '0' }, 'RATE_LIMIT_PER_MINUTE'],
    [{ TRUST_PROXY: 'nginx' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ PORT: '5555', EMBEDDED_PG_PORT: '5555' }, 'EMBEDDED_PG_PORT and PORT are the same'],
  ])('is refused: %j', (env: Env, words) => {
    expect(refusal(env)).toContain(words)
  })

  it.each([
    ['true', true],
    ['false', false],
    ['2', 2],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('is not TRUST_PROXY=%s', (text, value) => {
    expect(loadConfig({ TRUST_PROXY: text }).trustProxy).toEqual(value)
  })
})

describe('what is likely a mistake', () => {
  it('is warned of, with the name that was meant', () => {
    const { warnings } = loadConfig({
      TOUCHMARK_SECRT: 'x',
      TOUCHMARK_PORT: '1',
      TOUCHMARK_COLOUR: 'red',
      HOME: '/root',
    })
    expect(warnings).toEqual([
      'TOUCHMARK_SECRT is not a variable of Touchmark: did you mean TOUCHMARK_SECRET?',
      'TOUCHMARK_PORT is not a variable of Touchmark: did you mean PORT?',
      'TOUCHMARK_COLOUR is not a variable of Touchmark and changes nothing.',
    ])
  })

  it('is a port of the embedded database that is not started, or a proxy that is everybody', () => {
    expect(loadConfig({ ...hosted, EMBEDDED_PG_PORT: '15999' }).warnings).toHaveLength(1)
    expect(loadConfig({ TRUST_PROXY: 'true' }).warnings).toHaveLength(1)
  })
})

describe('settings one by one', () => {
  it('say where each value comes from', () => {
    const settings = readSettings({ PORT: '4000', LOG_LEVEL: 'loud' }, ['--role=web'])
    const origins = Object.fromEntries(settings.map(({ key: name, origin }) => [name, origin]))
    expect(origins).toMatchObject({
      port: 'environment',
      roles: 'command line',
      host: 'default',
      redisUrl: 'unset',
    })
    expect(settings.filter(({ problem }) => problem).map(({ variable }) => variable.name)).toEqual([
      'LOG_LEVEL',
    ])
  })
})
