import type { FastifyRequest } from 'fastify'
import type { Tenant } from '../command/context.ts'
import type { Caller } from '../command/execute.ts'
import { anonymous, type Principal } from '../command/principal.ts'
import { fail } from '../errors/kernel-errors.ts'
import type { Locale } from '../errors/problem.ts'
import type { Kernel } from '../kernel.ts'

/** Whose host this is. */
export type HostOf = { readonly kind: 'central' } | { readonly kind: 'tenant'; readonly tenant: Tenant }

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The host name of a request, without the port, in lower case. */
export const hostName = (request: FastifyRequest): string =>
  (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')

const tenants = new WeakMap<FastifyRequest, Tenant>()

/** The tenant of a request, once it was found; undefined for what needs none. */
export const tenantOf = (request: FastifyRequest): Tenant | undefined => tenants.get(request)

/** Finds the tenant by subdomain or by its own domain; undefined for a host that is nobody's. */
export async function hostOf(kernel: Kernel, request: FastifyRequest): Promise<HostOf | undefined> {
  const host = hostName(request)
  const base = kernel.config.baseDomain
  if (host === base || LOOPBACK.has(host)) return { kind: 'central' }
  const tenant = host.endsWith(`.${base}`)
    ? await kernel.tenants.bySlug(host.slice(0, -base.length - 1))
    : await kernel.tenants.byDomain(host)
  if (!tenant) return undefined
  tenants.set(request, tenant)
  return { kind: 'tenant', tenant }
}

/** The language of an answer: what was asked for, else the given one. */
export function localeOf(request: FastifyRequest, otherwise: Locale = 'en'): Locale {
  const wanted = (request.query as { lang?: unknown } | undefined)?.lang ?? request.headers['accept-language']
  if (typeof wanted !== 'string') return otherwise
  for (const part of wanted.split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase()
    if (tag === 'th' || tag === 'en') return tag
  }
  return otherwise
}

/**
 * Who sends this request, and for which tenant. An API key brings its own tenant and works on every host, but never
 * for another tenant than its own. Credentials that are not valid are 401, never silently "nobody".
 */
export async function identify(kernel: Kernel, request: FastifyRequest): Promise<Caller> {
  const host = await hostOf(kernel, request)
  if (!host) throw fail('not_found')
  let tenant = host.kind === 'tenant' ? host.tenant : null
  let principal: Principal = anonymous
  const authorization = request.headers.authorization
  const cookie = request.headers.cookie
  if (authorization !== undefined) {
    const key = /^Bearer (\S+)$/i.exec(authorization)?.[1]
    const found = key === undefined ? undefined : await kernel.authenticator.byKey(key)
    if (!found)
      throw fail('auth.required', {}, { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } })
    if (tenant && tenant.id !== found.tenant.id) throw fail('not_found')
    tenant = found.tenant
    tenants.set(request, tenant)
    principal = found.principal
  } else if (cookie !== undefined) {
    const found = await kernel.authenticator.bySession(cookie, tenant)
    if (found) {
      assertSameOrigin(request)
      principal = found
    }
  }
  const key = request.headers['idempotency-key']
  return {
    principal,
    tenant,
    locale: localeOf(request),
    requestId: request.id,
    idempotencyKey: Array.isArray(key) ? key[0] : key,
  }
}

/** A browser sends the cookie along from anywhere; what changes something must come from a page of the same host. */
export function assertSameOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw fail('auth.forbidden', { permission: 'same-origin' })
  if (origin === undefined) return
  let originHost: string | null = null
  try {
    originHost = new URL(origin).host.toLowerCase()
  } catch {}
  if (originHost !== (request.headers.host ?? '').toLowerCase())
    throw fail('auth.forbidden', { permission: 'same-origin' })
}
