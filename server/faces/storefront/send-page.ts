import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Html } from '../../../storefront/index.ts'
import type { Config } from '../../kernel/config.ts'

/** What a page may do: everything from its own host, nothing inline. `formTargets`: where else its forms may lead to. */
const policyOf = (formTargets: readonly string[] = []): string =>
  [
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    ['form-action', "'self'", ...formTargets].join(' '),
    "frame-ancestors 'none'",
  ].join('; ')

/** Headers of every answer of these pages, errors and redirects too. */
export function guardHeaders(config: Config, reply: FastifyReply): void {
  reply.headers({
    'content-security-policy': policyOf(),
    // The address of an order is its key: no other host learns it. Forms still send their origin.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'x-frame-options': 'DENY',
    ...(config.publicScheme === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  })
}

export interface PageOptions {
  /** 200 unless told. */
  status?: number
  /** `shop`: the browser may keep it and asks whether it is still so. `never`: pages of one person, and errors. */
  keep: 'shop' | 'never'
  locale: string
  formTargets?: readonly string[]
}

/** Answers with a page. The same page again, where a browser has kept it, is 304. */
export function sendPage(reply: FastifyReply, page: Html, options: PageOptions): FastifyReply {
  const { status = 200, keep, locale, formTargets } = options
  const markup = page.toString()
  reply
    .code(status)
    .header('content-language', locale)
    .header('vary', 'Accept-Language, Cookie')
    .header('cache-control', keep === 'shop' ? 'private, no-cache' : 'no-store')
  if (formTargets) reply.header('content-security-policy', policyOf(formTargets))
  if (keep === 'shop' && status === 200) {
    const tag = `W/"${createHash('sha256').update(markup).digest('base64url').slice(0, 22)}"`
    reply.header('etag', tag)
    if (reply.request.headers['if-none-match'] === tag) return reply.code(304).send()
  }
  return reply.type('text/html; charset=utf-8').send(markup)
}
