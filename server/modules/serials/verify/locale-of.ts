import type { FastifyRequest } from 'fastify'
import { type Locale, parseLocale, preferredLocale } from '../../../../storefront/texts.ts'

/** The language that who asks about a piece reads: the one in the address, else the browser's. */
export const localeOf = (request: FastifyRequest): Locale => {
  const { lang } = request.query as { lang?: unknown }
  const chosen = parseLocale(typeof lang === 'string' ? lang : undefined)
  return chosen ?? preferredLocale(request.headers['accept-language'])
}
