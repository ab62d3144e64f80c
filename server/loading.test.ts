import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** Runs a script in a process of its own, from the root of the project, and gives the JSON that it prints. */
const told = (script: string): unknown =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
    }),
  )

describe('loading the program', () => {
  it('takes drizzle-orm once, as CommonJS, whatever asks for it', () => {
    const answer = told(`
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
      }))`)
    expect(answer).toEqual({ isSame: true, isLoaded: true, others: [] })
  })

  it('leaves out what most processes never use', () => {
    const packages = told(`
      import { registerHooks } from 'node:module'
      const loaded = new Set()
      registerHooks({
        load(url, context, nextLoad) {
          const name = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]
          if (name) loaded.add(name)
          return nextLoad(url, context)
        },
      })
      await import('./server/modules.ts')
      await import('./server/main.ts')
      console.log(JSON.stringify([...loaded]))`) as string[]
    expect(packages).toContain('fastify')
    const seldom = [
      'better-auth',
      'bwip-js',
      'fontkit',
      'ioredis',
      'maxmind',
      'nodemailer',
      'pdfkit',
      'qrcode',
      'read-excel-file',
    ]
    expect(seldom.filter((name) => packages.includes(name))).toEqual([])
  })
})
