import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../kernel/command/operation.ts'
import { jsonSchema } from '../kernel/http/openapi.ts'
import type { Reply, Workshop } from '../kernel/testing/workshop.ts'
import { modules } from '../modules.ts'
import { arbitraryInput, NASTY } from './arbitrary-request.ts'
import { type Part, sendAs } from './cast.ts'
import { Corpus } from './corpus.ts'
import { requestOf } from './request-of.ts'
import { REVIEWED_ROUTES } from './reviewed-routes.ts'
import type { Story } from './story.ts'
import { AMARANTH, openTold } from './tell.ts'

/** Requests per operation in `npm test`; FUZZ_RUNS asks for more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40)
const SEED = Number(process.env.FUZZ_SEED ?? 20260302)
const TOO_LONG_MS = 10_000
/** For all of them: each operation finds more to choose from with every round. */
const MOST_MS = 120_000 + RUNS * 4_000
/** Operations that hash a password, a tenth of a second of CPU each, come in every so many rounds. */
const SELDOM: Record<string, number> = { 'tenancy.workshop.sign_up': 5, 'identity.invitation.accept': 5 }
/** These leave less to do for the others, so they come when those are through. */
const LAST = new Set(['accounting.period.lock', 'identity.session.end_others', 'identity.session.end'])

const operations = modules.flatMap((module) => module.operations ?? [])
interface Outcome {
  sent: number
  reached: number
  done: number
  /** What an answer was like that should not have come. */
  failures: string[]
}
const outcomes = new Map<string, Outcome>()
let workshop: Workshop
let story: Story
let corpus: Corpus
beforeAll(async () => {
  const told = await openTold([AMARANTH], { env: { TRUST_PROXY: 'true' } })
  workshop = told.workshop
  story = told.stories[0]!
  const spared = await workshop.asOwner<{ id: string }>(
    `select id::text from api_key where name like 'Everything%' union select id::text from member where role = 'owner'
     union select id::text from identity.session`,
  )
  corpus = new Corpus(story, new Set(spared.map(({ id }) => id)))
  const first = operations.filter(({ name }) => !LAST.has(name))
  const last = operations.filter(({ name }) => LAST.has(name))
  // In rounds, so that what one operation makes is there for the next ones.
  for (const some of [first, last]) for (let round = 0; round < RUNS; round++) await playRound(some, round)
}, MOST_MS)
afterAll(() => workshop?.close())

const inputSchemas = new Map<Operation, ReturnType<typeof jsonSchema>>()
function inputSchemaOf(operation: Operation) {
  const schema = inputSchemas.get(operation) ?? jsonSchema(operation.input, 'input')
  inputSchemas.set(operation, schema)
  return schema
}

async function playRound(some: readonly Operation[], round: number): Promise<void> {
  for (const operation of some) {
    if (round % (SELDOM[operation.name] ?? 1) !== 0) continue
    const [input] = fc.sample(arbitraryInput(inputSchemaOf(operation), corpus.knownTo(operation)), {
      numRuns: 1,
      seed: SEED + round,
    })
    const outcome = outcomes.get(operation.name) ?? { sent: 0, reached: 0, done: 0, failures: [] }
    outcomes.set(operation.name, outcome)
    outcome.sent++
    try {
      // Whoever sends it checks each answer: a declared status, a declared code, the schema's body, never a 5xx.
      const reply = await withTimeLimit(send(operation, input!, round), operation.name)
      if (isReached(reply)) outcome.reached++
      if (reply.status !== operation.status) continue
      outcome.done++
      corpus.learn(operation, input!, reply)
    } catch (error) {
      outcome.failures.push(`${(error as Error).message}\n${JSON.stringify(input)}`)
    }
  }
}

const withTimeLimit = async <T>(work: Promise<T>, what: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} has not answered for ${TOO_LONG_MS} ms`)), TOO_LONG_MS)
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Each from an address of its own, so that limits by address do not hide what is behind them. */
const addressOf = (n: number) => ({ 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` })

/** As whom the story called it. */
const partOf = (operation: Operation): Part =>
  story.told.find((told) => told.operation === operation)?.part ?? 'key'

const send = (operation: Operation, input: Record<string, unknown>, n: number): Promise<Reply> =>
  sendAs(workshop, story.cast[partOf(operation)], requestOf(operation, input), {
    ...addressOf(n),
    ...(operation.idempotency ? { 'idempotency-key': `fuzz-${operation.name}-${n}` } : {}),
  })

/** Whether the operation itself looked at it: not the schema, not who may. */
const isReached = ({ status, body }: Reply): boolean =>
  status !== 401 && status !== 403 && (status !== 400 || body?.code !== 'request.malformed')

describe(`every operation answers ${RUNS} generated requests as its document promises (seed ${SEED})`, () => {
  it.each(operations.map(({ name }) => name))('%s', (name) => {
    const { sent, reached, failures } = outcomes.get(name)!
    expect(failures).toEqual([])
    expect(reached / sent, `${name}: share of requests that reach it`).toBeGreaterThanOrEqual(0.3)
  })

  it.runIf(process.env.FUZZ_REPORT)('and this is how deep they went', () => {
    for (const [name, { sent, reached, done }] of outcomes)
      process.stdout.write(`${name}: ${sent} sent, ${reached} reached, ${done} done\n`)
  })

  it('and most do what was asked at least once', () => {
    const never = [...outcomes].filter(([, { done }]) => done === 0).map(([name]) => name)
    expect(never.length, never.join(', ')).toBeLessThan(operations.length / 10)
  })
})

describe('every route that is no operation', () => {
  const values = NASTY.filter((value) => typeof value === 'string').map((value) =>
    encodeURIComponent(value.toWellFormed()),
  )
  const routes = Object.keys(REVIEWED_ROUTES)

  it.each(routes)('%s answers whatever is in its address and body, and never with a 500', async (route) => {
    const [method, path] = route.split(' ') as ['GET' | 'POST' | 'OPTIONS', string]
    for (const [n, value] of [...values, ...[...story.ids].slice(0, 20), '%zz', '%00'].entries()) {
      const url = `${path.replace(/:/g, value).replace('*', `/${value}`)}?lang=${value}&token=${value}&q=${value}&cursor=${value}`
      for (const [type, payload] of [
        ['application/json', '{"paymentId":'],
        [
          'application/x-www-form-urlencoded',
          `product=${value}&intent=place&quantity=${value}&email=${value}`,
        ],
      ] as const) {
        const response = await withTimeLimit(
          Promise.resolve(
            workshop.app.inject({
              method,
              url,
              headers: {
                ...story.cast[n % 2 === 0 ? 'buyer' : 'stranger'],
                ...addressOf(n),
                cookie: `cart=${value}; lang=${value}; opened=${value}; placed=${value}`,
                accept: n % 3 === 0 ? 'text/html' : '*/*',
                ...(method === 'POST' ? { 'content-type': type } : {}),
              },
              ...(method === 'POST' ? { payload } : {}),
            }),
          ),
          url,
        )
        // 503 says that the desk is not built, or that somebody has to wait.
        expect([url, response.statusCode, response.statusCode < 500 || response.statusCode === 503]).toEqual([
          url,
          response.statusCode,
          true,
        ])
        if (method !== 'POST') break
      }
    }
  })
})

describe('after all that', () => {
  it('every job is done and every invariant holds', async () => {
    await workshop.drain()
    const failed = await workshop.asOwner(
      `select data ->> 'name' as name, state::text, output from jobs.job where state::text <> 'completed' limit 5`,
    )
    expect(failed).toEqual([])
    expect(await workshop.offences()).toEqual([])
  })
})
