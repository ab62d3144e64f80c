import type { FastifyReply } from 'fastify'
import { routes } from '../../../storefront/index.ts'
import { API_PREFIX } from '../../kernel/http/prefix.ts'
import { DESK_PATH } from '../../modules/identity/index.ts'
import type { Visit } from './visit.ts'

/** Search engines may show what is for everybody. */
export function robots({ tenant, reply }: Visit): FastifyReply {
  const closed = tenant
    ? [routes.cart(), routes.checkout(), '/orders/', `${DESK_PATH}/`, `${API_PREFIX}/`]
    : ['/signup/', routes.signIn(), `${API_PREFIX}/`]
  const text = ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), ''].join('\n')
  return reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8').send(text)
}
