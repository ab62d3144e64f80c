import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { execute, type FileAnswer } from '../command/execute.ts'
import type { Operation } from '../command/operation.ts'
import { fromDatabase } from '../errors/from-database.ts'
import { fail } from '../errors/kernel-errors.ts'
import { Problem } from '../errors/problem.ts'
import type { Kernel } from '../kernel.ts'
import { mayUpgrade } from '../live/live-route.ts'
import { registerHealth } from './health.ts'
import { identify, localeOf, tenantOf } from './identify.ts'
import { registerReference } from './openapi.ts'
import { API_PREFIX } from './prefix.ts'
import { type RatePolicy, rateHeaders } from './rate-limit.ts'

const BODY_LIMIT_BYTES = 1_048_576
const REQUEST_ID = /^[\w.-]{8,64}$/

/** The HTTP face of the kernel: a route for each operation, the modules' pages, health, metrics and the reference. */
export async function buildApp(kernel: Kernel): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: kernel.log,
    // A logger for each request would be made for the one line that names the request anyway.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Fastify's types leave out the number of hops, which it takes.
    trustProxy: kernel.config.trustProxy as boolean | string[],
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 60_000,
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID()
    },
    http: { shouldUpgradeCallback: mayUpgrade },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    // An address that cannot be decoded, or has too long a part, comes to no route and no hook.
    frameworkErrors: (error, request, reply) => {
      commonHeaders(request, reply)
      const pages = kernel.modules.flatMap((module) => module.pages ?? [])
      if (pages.some((page) => page.onBadUrl?.(request, reply, kernel))) return
      sendProblem(kernel, error, request, reply)
    },
  }) as unknown as FastifyInstance

  acceptJson(app)
  app.setErrorHandler((error, request, reply) => sendProblem(kernel, error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(kernel, fail('not_found'), request, reply))
  app.addHook('onRequest', async (request, reply) => commonHeaders(request, reply))
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    kernel.metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    kernel.log.info(
      {
        requestId: request.id,
        tenant: tenantOf(request)?.code,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    )
  })

  const policy: RatePolicy = { name: 'api', limit: kernel.config.rateLimitPerMinute, windowS: 60 }
  for (const operation of kernel.operations) addOperation(app, kernel, operation, policy)
  registerHealth(app, kernel)
  registerReference(app, kernel)
  for (const module of kernel.modules) {
    for (const pages of module.pages ?? []) await app.register(async (scope) => pages.register(scope, kernel))
  }
  return app
}

function commonHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id)
  reply.header('x-content-type-options', 'nosniff')
}

/** JSON (JSON-LD is JSON) only; an empty body is an empty object. Anything else is 415, unreadable JSON is 400. */
function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/ld+json'],
    { parseAs: 'string' },
    (_request, body, done) => {
      if (body === '') return done(null, {})
      try {
        done(null, JSON.parse(body as string))
      } catch (error) {
        done(
          fail(
            'request.malformed',
            {},
            { cause: error, errors: [{ field: '', code: 'json', message: 'not valid JSON' }] },
          ),
        )
      }
    },
  )
}

function addOperation(app: FastifyInstance, kernel: Kernel, operation: Operation, policy: RatePolicy): void {
  const fromQuery = operation.method === 'GET' || operation.method === 'DELETE'
  app.route({
    method: operation.method,
    url: API_PREFIX + operation.path,
    ...(operation.bodyLimitBytes === undefined ? {} : { bodyLimit: operation.bodyLimitBytes }),
    handler: async (request, reply) => {
      const caller = await identify(kernel, request)
      const who = caller.principal.id ?? request.ip
      await countRequest(kernel, policy, who, reply)
      if (operation.limit) await countRequest(kernel, operation.limit, request.ip, reply)
      const answer = await execute(kernel, operation, inputOf(operation, request, fromQuery), caller)
      if (answer.replayed) reply.header('idempotency-replayed', 'true')
      if (answer.status === 204) return reply.code(204).send()
      if (answer.file) return sendFile(reply, answer.file)
      reply.code(answer.status).header('content-type', 'application/json; charset=utf-8')
      if (answer.headers) reply.headers(answer.headers)
      return reply.send(answer.body)
    },
  })
}

/** Sends a file while it is made: never more of it is in memory than the client has not taken yet. */
function sendFile(reply: FastifyReply, { name, mediaType, chunks }: FileAnswer): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(chunks, { objectMode: false }))
}

/** Counts a request, and refuses it when it is one too many; the headers tell the last policy that was asked, which is the narrower one. */
export async function countRequest(
  kernel: Kernel,
  policy: RatePolicy,
  who: string,
  reply: FastifyReply,
): Promise<void> {
  const decision = await kernel.limiter.take(policy, who, kernel.clock.now().getTime())
  reply.headers(rateHeaders(policy, decision))
  if (decision.allowed) return
  kernel.metrics.limited(policy.name)
  throw fail(
    'rate_limited',
    { retryAfterS: decision.resetS },
    { headers: { 'retry-after': String(decision.resetS) } },
  )
}

/** Path parameters and body (or query string) are one input; a path parameter cannot be overridden. */
function inputOf(operation: Operation, request: FastifyRequest, fromQuery: boolean): unknown {
  const body = fromQuery ? request.query : request.body
  if (body !== undefined && (body === null || typeof body !== 'object' || Array.isArray(body))) {
    throw fail(
      'request.malformed',
      {},
      { errors: [{ field: '', code: 'invalid_type', message: 'a JSON object is expected' }] },
    )
  }
  const headers = Object.entries(operation.headers)
  if (operation.pathParams.length === 0 && headers.length === 0) return body ?? {}
  const input = { ...(body as object | undefined), ...(request.params as object) } as Record<string, unknown>
  for (const [field, header] of headers) input[field] ??= request.headers[header]
  return input
}

/** Every error leaves as an RFC 9457 document; what is not a known refusal is logged and says nothing of the inside. */
export function sendProblem(
  kernel: Kernel,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(thrown)
  if (problem.status >= 500)
    kernel.log.error(
      {
        err: thrown,
        requestId: request.id,
        tenant: tenantOf(request)?.code,
        cause: (thrown as Error)?.cause,
      },
      problem.code,
    )
  return reply
    .code(problem.status)
    .headers(problem.headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem.toDocument(localeOf(request), request.id)))
}

export function toProblem(thrown: unknown): Problem {
  const error = fromDatabase(thrown)
  if (error instanceof Problem) return error
  const { statusCode } = error as FastifyError
  if (statusCode === 413) return fail('request.too_large', {}, { cause: error })
  if (statusCode === 415) return fail('request.media_type', {}, { cause: error })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return fail('request.malformed', {}, { cause: error })
  return fail('internal', {}, { cause: error })
}
