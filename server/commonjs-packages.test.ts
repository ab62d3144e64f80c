import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('loads drizzle-orm once, as CommonJS, whatever asks for it', () => {
  const script = `
    await import('./server/commonjs-packages.ts')
    const { pgTable } = await import('drizzle-orm/pg-core')
    await import('./server/schema.ts')
    await import('better-auth/adapters/drizzle')
    const { createRequire } = await import('node:module')
    const require = createRequire(process.cwd() + '/server/')
    const files = Object.keys(require.cache).filter((file) => file.includes('/drizzle-orm/'))
    console.log(JSON.stringify({
      isSame: pgTable === require('drizzle-orm/pg-core').pgTable,
      isLoaded: files.length > 50,
      others: files.filter((file) => !file.endsWith('.cjs')),
    }))`
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  expect(JSON.parse(answer)).toEqual({ isSame: true, isLoaded: true, others: [] })
})
