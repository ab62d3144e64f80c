import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Licences that may be combined with Apache-2.0 and shipped. MPL-2.0 is by file: its files are used unchanged. */
const ALLOWED = new Set([
  'Apache-2.0',
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'MPL-2.0',
  // Fonts: free to embed and ship, not to be sold alone.
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
])

/** Packages that name no licence in their package.json; each was looked up in its LICENSE file. */
const LOOKED_UP: Readonly<Record<string, string>> = { 'node_modules/png-js': 'MIT' }

const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, { license?: string; version?: string; link?: boolean }>
}

/** `(MIT OR GPL-3.0)` is fine by its first half; `MIT AND ISC` needs both. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/ AND /)
    .every((part) => part.split(/ OR /).some((name) => ALLOWED.has(name.trim())))

describe('the dependencies', () => {
  it('have licences that were looked at and may be shipped', () => {
    const wrong = Object.entries(lock.packages)
      .filter(([name, entry]) => name !== '' && !entry.link)
      .map(([name, { license }]) => [name, { license: license ?? LOOKED_UP[name] }] as const)
      .filter(([, { license }]) => license === undefined || !isAllowed(license))
      .map(([name, { license }]) => `${name}: ${license ?? 'none given'}`)
    expect(wrong).toEqual([])
  })

  it('are locked without naming where they were fetched from', () => {
    expect(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')).not.toMatch(
      /"resolved": "http/,
    )
  })
})
