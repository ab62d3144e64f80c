import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tenant } from '../../../kernel/command/context.ts'
import { fieldErrors } from '../../../kernel/command/execute.ts'
import { publicOrigin } from '../../../kernel/config.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { assertSameOrigin, hostName, hostOf, localeOf } from '../../../kernel/http/identify.ts'
import type { RatePolicy } from '../../../kernel/http/rate-limit.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { fail } from '../errors.ts'
import { type Identity, identityOf } from '../identity.ts'
import { problemOf, withoutTokens } from './auth-answers.ts'
import { type AuthRoute, authRoutes } from './auth-routes.ts'
import { AUTH_PREFIX, CLIENT_ADDRESS_HEADER, TENANT_HEADER, withoutValues } from './better-auth.ts'
import { enter, expel, personIn, recordFailure } from './entry.ts'
import { assertStrong } from './password.ts'
import { sessionCookie, withSession } from './sessions.ts'
import type { Attempt } from './throttle.ts'

/** Hashing a password costs a tenth of a second of CPU: nobody makes us do it without end. */
const perAddress: RatePolicy = { name: 'sign-in', limit: 120, windowS: 60 }
/** Mails with a link that one e-mail gets in an hour. */
const resetMails: RatePolicy = { name: 'reset-mails', limit: 5, windowS: 3600 }

/** A code is good for its half minute, the one before and the one after. */
const CODE_LIFE_S = 90

/** Signing in and out, passwords and second factors. */
export const authPages: Pages = {
  reason:
    'better-auth brings its own routes for sessions, passwords and second factors; the listed ones are public, since ' +
    'nobody is signed in before, on every host, and each looks at the session, password or code itself',
  register(app, kernel) {
    for (const route of authRoutes) {
      app.route({
        method: route.method,
        url: AUTH_PREFIX + route.path,
        handler: (request, reply) => answer(kernel, route, request, reply),
      })
    }
  },
}

async function answer(
  kernel: Kernel,
  route: AuthRoute,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const identity = identityOf(kernel)
  const host = await hostOf(kernel, request)
  if (!host) throw kernelFail('not_found')
  const tenant = host.kind === 'tenant' ? host.tenant : null
  assertSameOrigin(request)
  const reads: RatePolicy = { name: 'api', limit: kernel.config.rateLimitPerMinute, windowS: 60 }
  await take(kernel, route.method === 'GET' ? reads : perAddress, request.ip)
  const fields = fieldsOf(route, request)
  if (route.sets) assertStrong(String(fields[route.sets]))
  if (route.path === '/request-password-reset' && !(await mayMail(kernel, String(fields.email))))
    return reply.header('cache-control', 'no-store').send({ status: true })
  const attempt = await begin(identity, route, fields, request)

  const { response, body } = await ask(kernel, identity, tenant, route, fields, request)
  if (response.ok) await attempt?.succeeded()
  if (response.ok && route.method !== 'GET') identity.forget()
  const person = personIn(body)
  if (response.ok && person && isSecondStep(route, request)) {
    // RFC 6238, 5.2: a code that somebody watched being typed must not open a second session.
    if (!(await identity.throttle.once(`${person.id} ${String(fields.code)}`, CODE_LIFE_S))) {
      await expel(identity, person)
      throw fail('identity.code_wrong')
    }
  }
  if (response.ok && tenant && person && route.audit) {
    if (!(await enter(kernel, tenant, route.audit, person, request))) {
      await expel(identity, person)
      throw fail('identity.not_a_member')
    }
  }
  if (!response.ok && tenant && route.path === '/sign-in/email')
    await recordFailure(kernel, tenant, String(fields.email), request)
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('cache-control', 'no-store')
  if (!response.ok) throw problemOf(response.status, body)
  return reply
    .code(200)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(withoutTokens(body)))
}

/** Whether this is the code of an app that ends a sign-in, and not the one that sets the app up. */
const isSecondStep = (route: AuthRoute, request: FastifyRequest): boolean =>
  route.path === '/two-factor/verify-totp' && sessionCookie(request.headers.cookie ?? '') === undefined

async function take(kernel: Kernel, policy: RatePolicy, who: string): Promise<void> {
  const decision = await kernel.limiter.take(policy, who, kernel.clock.now().getTime())
  if (decision.allowed) return
  kernel.metrics.limited(policy.name)
  throw fail(
    'identity.too_many_attempts',
    { retryAfterS: decision.resetS },
    { headers: { 'retry-after': String(decision.resetS) } },
  )
}

/** Beyond the limit the answer stays the same and no mail leaves, so that neither tells nor bothers anybody. */
async function mayMail(kernel: Kernel, email: string): Promise<boolean> {
  const decision = await kernel.limiter.take(resetMails, email.toLowerCase(), kernel.clock.now().getTime())
  if (!decision.allowed) kernel.metrics.limited(resetMails.name)
  return decision.allowed
}

function fieldsOf(route: AuthRoute, request: FastifyRequest): Record<string, unknown> {
  const result = route.body.safeParse(request.body ?? {})
  if (result.success) return result.data
  throw kernelFail('request.malformed', {}, { errors: fieldErrors(result.error) })
}

/** Before a password is compared: counted by account and address; with a session, by the session. */
async function begin(
  identity: Identity,
  route: AuthRoute,
  fields: Record<string, unknown>,
  request: FastifyRequest,
): Promise<Attempt | undefined> {
  if (!route.proves) return undefined
  const account =
    typeof fields.email === 'string'
      ? fields.email
      : `session ${sessionCookie(request.headers.cookie ?? '') ?? ''}`
  return await identity.throttle.begin(account, request.ip)
}

async function ask(
  kernel: Kernel,
  identity: Identity,
  tenant: Tenant | null,
  route: AuthRoute,
  fields: Record<string, unknown>,
  request: FastifyRequest,
): Promise<{ response: Response; body: unknown }> {
  const auth = await identity.auth()
  const headers = new Headers()
  for (const name of ['host', 'origin', 'user-agent', 'sec-fetch-site', 'sec-fetch-mode']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const { cookie } = request.headers
  if (cookie !== undefined) headers.set('cookie', await cookiesOf(identity, tenant, cookie))
  headers.set(CLIENT_ADDRESS_HEADER, request.ip)
  if (tenant) headers.set(TENANT_HEADER, tenant.id)
  headers.set('accept-language', localeOf(request))
  headers.set('content-type', 'application/json')
  const url = `${publicOrigin(kernel.config, hostName(request))}${AUTH_PREFIX}${route.path}`
  const body = route.method === 'GET' ? {} : { body: JSON.stringify(fields) }
  const response = await auth
    .handler(new Request(url, { method: route.method, headers, ...body }))
    .catch((error: unknown) => {
      throw withoutValues(error)
    })
  const text = await response.text()
  return { response, body: text === '' ? null : JSON.parse(text) }
}

/** The cookies of a request, without the session of another host. */
async function cookiesOf(identity: Identity, tenant: Tenant | null, header: string): Promise<string> {
  const cookie = sessionCookie(header)
  const foreign = cookie !== undefined && (await identity.sessions.isElsewhere(cookie, tenant))
  return withSession(header, foreign ? undefined : cookie)
}
