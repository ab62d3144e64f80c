import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = import.meta.dirname
const isServerOnly = (file: string) =>
  /^(testing\/|speed\.ts$|serial\/(mac|mint)\.ts$)/.test(file) || file.endsWith('.test.ts')

const sources = globSync('**/*.ts', { cwd: FOLDER }).map((file) => ({
  file,
  text: readFileSync(join(FOLDER, file), 'utf8'),
}))
const importsOf = (text: string) =>
  [...text.matchAll(/from '([^']+)'|import\('([^']+)'/g)].map((m) => m[1] ?? m[2] ?? '')

describe('what a browser loads from here', () => {
  const browserSafe = sources.filter(({ file }) => !isServerOnly(file))

  it('is all but the few files that say they are for the server or for tests', () => {
    expect(browserSafe.map(({ file }) => file)).toContain('money.ts')
    expect(sources.length).toBeGreaterThan(browserSafe.length)
    for (const { file, text } of sources) {
      if (text.includes("from 'node:") && !file.endsWith('.test.ts')) {
        expect(isServerOnly(file), file).toBe(true)
        expect(text, file).toMatch(/^\/\/ (Server|Tests) only: /)
      }
    }
  })

  it.each(browserSafe)('$file needs nothing of Node and nothing outside this folder', ({ file, text }) => {
    expect(text).not.toMatch(/\b(Buffer\.|process\.|__dirname)/)
    for (const target of importsOf(text)) {
      if (target === 'decimal.js') continue
      const resolved = join(dirname(file), target)
      expect(target.startsWith('.') && !resolved.startsWith('..') && !isServerOnly(resolved), target).toBe(
        true,
      )
    }
  })
})
