import { describe, expect, it } from 'vitest'
import { Permissions } from '../kernel/command/principal.ts'
import { errorCatalogue } from '../kernel/errors/problem.ts'
import { errorsOf, openApiDocument } from '../kernel/http/openapi.ts'
import { ROLE_KEYS, ROLES } from '../modules/identity/roles.ts'
import { modules } from '../modules.ts'

const operations = modules.flatMap((module) => module.operations ?? [])

describe('every operation', () => {
  it('has a name and a route of its own, and its name begins with its module', () => {
    const names = operations.map((operation) => operation.name)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    const routes = operations.map(
      (operation) => `${operation.method} ${operation.path.replace(/:\w+/g, ':')}`,
    )
    expect(routes.filter((route, i) => routes.indexOf(route) !== i)).toEqual([])
    for (const module of modules)
      for (const operation of module.operations ?? [])
        expect(operation.name).toMatch(new RegExp(`^${module.name}\\.`))
  })

  it('has an example that its own input accepts, unless it needs no input', () => {
    const problems = operations.flatMap((operation) => {
      const result = operation.input.safeParse(operation.example ?? {})
      return result.success
        ? []
        : [
            `${operation.name}: ${result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ')}`,
          ]
    })
    expect(problems).toEqual([])
  })

  it('declares only errors of the catalogue, and every error has texts in both languages that say what to do', () => {
    for (const operation of operations)
      for (const code of errorsOf(operation))
        expect(errorCatalogue.has(code), `${operation.name}: ${code}`).toBe(true)
    for (const [code, { title, detail }] of errorCatalogue) {
      for (const text of [title.en, title.th, detail.en, detail.th])
        expect(text.length, code).toBeGreaterThan(3)
      expect(/[\u0e00-\u0e7f]/.test(title.th) && /[\u0e00-\u0e7f]/.test(detail.th), code).toBe(true)
      const params = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
      expect(params(detail.th), code).toEqual(params(detail.en))
    }
  })

  it('of a module that is not the owners’ alone has permissions that some other role was given', () => {
    const others = ROLE_KEYS.filter((role) => role !== 'owner' && role !== 'admin').map(
      (role) => new Permissions(ROLES[role]),
    )
    const ownersOnly = new Set(['identity', 'tenancy', 'branding', 'flags', 'notifications'])
    const forgotten = modules
      .filter((module) => !ownersOnly.has(module.name))
      .map((module) => ({
        name: module.name,
        needed: (module.operations ?? []).flatMap((operation) => operation.permission ?? []),
      }))
      .filter(
        ({ needed }) =>
          needed.length > 0 && !needed.some((permission) => others.some((role) => role.has(permission))),
      )
      .map(({ name }) => name)
    expect(forgotten).toEqual([])
  })

  it('is in an OpenAPI document that can be made', () => {
    const document = openApiDocument(operations, '0')
    const described = Object.values(document.paths as Record<string, object>).flatMap((path) =>
      Object.keys(path),
    )
    expect(described).toHaveLength(operations.length)
  })
})

describe('every subscription, job and schedule', () => {
  it('has a name of its own and subscribes to an event that is published somewhere', () => {
    const names = modules.flatMap((module) => [
      ...(module.subscriptions ?? []).map((subscription) => subscription.name),
      ...(module.jobs ?? []).map((job) => job.name),
      ...(module.schedules ?? []).map((schedule) => schedule.name),
    ])
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})
