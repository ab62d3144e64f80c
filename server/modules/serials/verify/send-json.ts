import type { FastifyReply } from 'fastify'

/** An answer of public verification in JSON, for programs on any site. */
export function sendJson(reply: FastifyReply, status: number, body: string): FastifyReply {
  return reply
    .code(status)
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'Retry-After, RateLimit, RateLimit-Policy')
    .header('cache-control', 'no-store')
    .header('vary', 'Accept')
    .header('content-type', 'application/json; charset=utf-8')
    .send(body)
}
