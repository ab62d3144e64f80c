import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
/** Calls that write into what the whole process shares; `prepareSample` is of a builder that has tables of its own. */
const DECLARES = /\b(defineErrors|tenantTable|factTable|searchable|explainConstraint|prepareSample)\(/

/** Whether a test declares something itself, or by a file beside it that only tests use. */
function declares(file: string): boolean {
  const text = readFileSync(path.join(root, file), 'utf8')
  const helpers = [...text.matchAll(/from '(\.[^']+\.(?:build|sample)\.ts)'/g)].map(([, name]) =>
    readFileSync(path.join(root, path.dirname(file), name!), 'utf8'),
  )
  return [text, ...helpers].some((one) => DECLARES.test(one))
}

it('a test that declares errors or tables of its own is called .alone.test.ts, and no other', () => {
  const files = globSync('{server,shared,storefront,web,bin}/**/*.test.{ts,tsx}', { cwd: root })
  expect(files.length).toBeGreaterThan(100)
  const itself = path.relative(root, import.meta.filename)
  const declaring = files.filter((file) => file !== itself && declares(file))
  const named = files.filter((file) => /\.alone\.test\.tsx?$/.test(file))
  expect(named.sort()).toEqual(declaring.sort())
})
