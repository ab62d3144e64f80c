import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { modules } from '../../server/modules.ts'
import { operationsEn } from './operations.en.ts'
import { operationsTh } from './operations.th.ts'

/** What is written into the audit log and is no command, job or subscription, and where in the server that is. */
const OTHERS: Readonly<Record<string, string>> = {
  'catalog.gtin.give': 'modules/catalog/product/give-gtin.ts',
  'identity.account.change_password': 'modules/identity/account/auth-routes.ts',
  'identity.account.new_backup_codes': 'modules/identity/account/auth-routes.ts',
  'identity.account.two_factor_off': 'modules/identity/account/auth-routes.ts',
  'identity.session.sign_in': 'modules/identity/account/auth-routes.ts',
  'identity.session.sign_in_failed': 'modules/identity/account/entry.ts',
  'identity.session.verify_code': 'modules/identity/account/auth-routes.ts',
  'serials.check': 'modules/serials/registry/quarantine-flawed.ts',
  'traceability.event.archive': 'modules/traceability/retention/retain-events.ts',
}

const server = new URL('../../server/', import.meta.url)
const known = [
  ...modules.flatMap(({ operations = [], jobs = [], subscriptions = [] }) =>
    [...operations.filter(({ kind }) => kind !== 'query'), ...jobs, ...subscriptions].map(({ name }) => name),
  ),
  ...Object.keys(OTHERS),
]

describe.each([
  ['English', operationsEn],
  ['Thai', operationsTh],
])('the words for what was done in %s', (_language, texts) => {
  const words: Readonly<Record<string, string>> = texts

  it('are there for every command, job and subscription', () => {
    expect(known.filter((name) => !(name in words))).toEqual([])
  })

  it('are there for nothing else', () => {
    expect(Object.keys(words).filter((name) => !known.includes(name))).toEqual([])
  })
})

it('the words for what was done follow a name in English, and are Thai in Thai', () => {
  expect(Object.entries(operationsEn).filter(([, text]) => !/^[a-z]+ .*[^.]$/.test(text))).toEqual([])
  expect(Object.entries(operationsTh).filter(([, text]) => !/^[\u0e00-\u0e7f]/.test(text))).toEqual([])
})

describe('what else is written into the audit log', () => {
  it('is written where it is said to be', () => {
    const missing = Object.entries(OTHERS).filter(
      ([name, file]) => !readFileSync(new URL(file, server), 'utf8').includes(`'${name}'`),
    )
    expect(missing).toEqual([])
  })

  it('is all listed', () => {
    const written = readdirSync(server, { recursive: true })
      .map(String)
      .filter((name) => /\.ts$/.test(name) && !/\.(test|build|gen)\.ts$/.test(name))
      .flatMap((name) => [
        ...readFileSync(new URL(name, server), 'utf8').matchAll(
          /(?:new Scope\(kernel, tx, |recordOf\(\s*kernel,\s*|\baudit: |\boperation: )'([\w.-]+)'/g,
        ),
      ])
      .map(([, name]) => name!)
    expect(written.length).toBeGreaterThan(5)
    expect(written.filter((name) => !known.includes(name))).toEqual([])
  })
})
