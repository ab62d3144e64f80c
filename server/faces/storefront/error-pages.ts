import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ErrorKind, type ErrorView, errorPage } from '../../../storefront/index.ts'
import { fail } from '../../kernel/errors/kernel-errors.ts'
import type { Problem } from '../../kernel/errors/problem.ts'
import { sendProblem, toProblem } from '../../kernel/http/app.ts'
import { API_PREFIX } from '../../kernel/http/prefix.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { guardHeaders, sendPage } from './send-page.ts'
import { Visit, visitOf } from './visit.ts'

/** What a visitor is told about a refusal that no page of its own explains. */
export function kindOf(problem: Problem): ErrorKind {
  switch (problem.code) {
    case 'stock.short':
    case 'checkout.product_unavailable':
      return 'sold-out'
    case 'tenant.suspended':
      return 'closed'
    case 'idempotency.in_progress':
    case 'conflict.busy':
    // Another tab was faster; trying again leads to its order.
    case 'checkout.cart_converted':
      return 'in-progress'
  }
  if (problem.status === 404) return 'not-found'
  if (problem.status === 429) return 'too-many'
  if (problem.status === 503) return 'unavailable'
  return problem.status >= 500 ? 'unexpected' : 'invalid'
}

/** Whether the one who asks is a person in front of a browser; programs that ask for a page by mistake get the API's answer. */
export const wantsPage = (request: FastifyRequest): boolean =>
  /\btext\/html\b/i.test(request.headers.accept ?? '') && !request.url.startsWith(`${API_PREFIX}/`)

/** Answers with the page of an error. */
export function sendErrorPage(visit: Visit, problem: Problem, more: Partial<ErrorView> = {}): FastifyReply {
  const retryAfter = Number(problem.headers['retry-after'])
  const view: ErrorView = {
    kind: kindOf(problem),
    detail: null,
    items: [],
    retryAfterSeconds: Number.isInteger(retryAfter) && retryAfter > 0 ? retryAfter : null,
    requestId: problem.status >= 500 ? visit.request.id : null,
    ...more,
  }
  visit.reply.headers(problem.headers)
  return sendPage(visit.reply, errorPage(view, visit.any()), {
    status: problem.status,
    keep: 'never',
    locale: visit.locale,
  })
}

/** Every error of these pages: a page for people, a problem document for programs. */
export async function sendError(
  kernel: Kernel,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (!wantsPage(request)) return sendProblem(kernel, thrown, request, reply)
  const problem = toProblem(thrown)
  if (problem.status >= 500)
    kernel.log.error({ err: thrown, requestId: request.id, cause: problem.cause }, problem.code)
  // Whose shop this is may be just what cannot be found out.
  const visit = await visitOf(kernel, request, reply).catch(() => undefined)
  return sendErrorPage(visit ?? new Visit(kernel, request, reply, null), problem)
}

/** An address that cannot be decoded has nothing behind it: a person is told so like of any other. */
export function sendBadAddress(request: FastifyRequest, reply: FastifyReply, kernel: Kernel): boolean {
  if (!wantsPage(request)) return false
  guardHeaders(kernel.config, reply)
  // Nobody waits for this: whatever fails in it must not end the program.
  sendError(kernel, fail('not_found'), request, reply).catch((error: unknown) =>
    sendProblem(kernel, error, request, reply),
  )
  return true
}
