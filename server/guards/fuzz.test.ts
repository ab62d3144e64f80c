import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../kernel/command/operation.ts'
import { jsonSchema } from '../kernel/http/openapi.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../kernel/testing/workshop.ts'
import { modules } from '../modules.ts'
import { arbitraryInput } from './arbitrary-request.ts'
import { someIds } from './some-ids.ts'

/** Requests per operation in `npm test`; FUZZ_RUNS asks for more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40)
const SEED = Number(process.env.FUZZ_SEED ?? 20260302)
const TOO_LONG_MS = 10_000

const operations = modules.flatMap((module) => module.operations ?? [])
let workshop: Workshop
let t: TestTenant
let ids: string[] = []
beforeAll(async () => {
  workshop = await openWorkshop({ env: { TRUST_PROXY: 'true' } })
  t = await workshop.tenant('MA01')
  ids = await someIds(t)
})
afterAll(() => workshop.close())

const withTimeLimit = async <T>(work: Promise<T>, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} has not answered for ${TOO_LONG_MS} ms`)), TOO_LONG_MS)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const send = (operation: Operation, input: Record<string, unknown>, n: number) => {
  const client =
    operation.host === 'central'
      ? workshop.central
      : operation.public === undefined
        ? t.as('owner')
        : t.anonymous
  const rest = { ...input }
  let path = operation.path
  for (const name of operation.pathParams) {
    const value = rest[name]
    delete rest[name]
    path = path.replace(
      `:${name}`,
      encodeURIComponent(typeof value === 'string' && value !== '' ? value.slice(0, 300) : String(value)),
    )
  }
  const headers = {
    // Each from an address of its own, so that limits by address do not hide the command's body.
    'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
    ...(operation.idempotency ? { 'idempotency-key': `fuzz-${operation.name}-${n}` } : {}),
  }
  const relative = path.slice(1)
  if (operation.method === 'GET' || operation.method === 'DELETE') {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(rest))
      query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    const url = `${relative}?${query}`
    return operation.method === 'GET' ? client.get(url, headers) : client.delete(url, headers)
  }
  if (operation.method === 'PATCH') return client.patch(relative, rest, headers)
  if (operation.method === 'PUT') return client.put(relative, rest, headers)
  return client.post(relative, rest, headers)
}

describe(`every operation answers ${RUNS} generated requests as its document promises (seed ${SEED})`, () => {
  it.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    { timeout: 120_000 },
    async (_name, operation) => {
      const schema = jsonSchema(operation.input, 'input')
      const inputs = fc.sample(
        arbitraryInput(schema, operation.example as Record<string, unknown> | undefined, ids),
        { numRuns: RUNS, seed: SEED },
      )
      let reached = 0
      for (const [n, input] of inputs.entries()) {
        // The client of the test checks each answer: a declared status, a declared code, the schema's body, never a 5xx.
        const reply = await withTimeLimit(
          send(operation, input, n),
          `${operation.name} ${JSON.stringify(input).slice(0, 300)}`,
        )
        if (reply.status !== 400 || reply.body?.code !== 'request.malformed') reached++
      }
      expect(
        reached / inputs.length,
        `${operation.name}: share of requests that reach its body`,
      ).toBeGreaterThanOrEqual(0.3)
    },
  )
})
