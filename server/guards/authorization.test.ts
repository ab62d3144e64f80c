import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../kernel/command/operation.ts'
import { Permissions } from '../kernel/command/principal.ts'
import { API_PREFIX } from '../kernel/http/prefix.ts'
import { type Client, openWorkshop, type TestTenant, type Workshop } from '../kernel/testing/workshop.ts'
import { ROLE_KEYS, ROLES } from '../modules/identity/roles.ts'
import { modules } from '../modules.ts'
import { PUBLIC_OPERATIONS } from './public-operations.ts'

const operations = modules.flatMap((module) => module.operations ?? [])
const ID = '0198c0de-0000-7000-8000-00000000dead'

const send = (client: Client, operation: Operation) => {
  const url = API_PREFIX + operation.path.replace(/:\w+/g, ID)
  if (operation.method === 'GET') return client.get(url)
  if (operation.method === 'DELETE') return client.delete(url)
  if (operation.method === 'PATCH') return client.patch(url, { nonsense: true })
  if (operation.method === 'PUT') return client.put(url, { nonsense: true })
  return client.post(url, { nonsense: true })
}

let workshop: Workshop
let t: TestTenant
let other: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SIAM')
})
afterAll(() => workshop.close())

describe('the list of public operations', () => {
  it('is exactly those that declare themselves public or open to any member, with a reason', () => {
    const declared = Object.fromEntries(
      operations
        .filter((operation) => operation.public !== undefined || operation.anyMember !== undefined)
        .map((operation) => [operation.name, operation.public !== undefined ? 'public' : 'any member']),
    )
    expect(declared).toEqual(PUBLIC_OPERATIONS)
    for (const operation of operations) {
      const reason = operation.public ?? operation.anyMember
      if (reason !== undefined) expect(reason.length, operation.name).toBeGreaterThan(10)
    }
  })
})

describe.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (_name, operation) => {
    const closed = operation.public === undefined

    it('answers only on the host it belongs to', async () => {
      const wrong = operation.host === 'tenant' ? workshop.central : t.anonymous
      expect((await send(wrong, operation)).status).toBe(404)
    })

    if (operation.host !== 'tenant') return

    it.runIf(closed)('is 401 without credentials and with a key that is none', async () => {
      expect((await send(t.anonymous, operation)).status).toBe(401)
      const url = API_PREFIX + operation.path.replace(/:\w+/g, ID)
      const reply = await workshop.app.inject({
        method: operation.method,
        url,
        headers: { host: `${t.slug}.localhost`, authorization: `Bearer tm_MA01_${'A'.repeat(43)}` },
      })
      expect(reply.statusCode).toBe(401)
    })

    it.runIf(operation.permission !== undefined)(
      'lets in the roles that have its permission, and is 403 for the others',
      async () => {
        for (const role of ROLE_KEYS) {
          const may = new Permissions(ROLES[role]).has(operation.permission!)
          const { status } = await send(t.as(role), operation)
          expect([role, status === 403], `${role} got ${status}`).toEqual([role, !may])
          expect(status, role).not.toBe(401)
        }
      },
    )

    it('is 404 for the key of another workshop', async () => {
      const reply = await workshop.app.inject({
        method: operation.method,
        url: API_PREFIX + operation.path.replace(/:\w+/g, ID),
        headers: { host: `${t.slug}.localhost`, authorization: String((await keyOf(other)) ?? '') },
      })
      expect(reply.statusCode).toBe(404)
    })
  },
)

/** The Authorization header of the other workshop's owner. */
const keyOf = async (tenant: TestTenant): Promise<string> => tenant.credentials('owner').authorization
