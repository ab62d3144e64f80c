import type { FastifyRequest } from 'fastify'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { identify } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { errors, generationRate, linkHealth, summary } from './metrics.ts'

export const METRICS_PREFIX = '/api/platform/serials/metrics'
const DEFAULT_DAYS = 7
const MOST_DAYS = 366

/** Figures over all workshops, on the central host, for signed-in platform staff. */
export const metricsPages: Pages = {
  reason: 'Platform staff only, checked in each; the address is a contract outside /api/v1',
  register(app, kernel) {
    const figures = (name: string, read: (request: FastifyRequest) => Promise<unknown>) => {
      app.get(`${METRICS_PREFIX}/${name}`, async (request, reply) => {
        await admitStaff(kernel, request)
        return reply
          .header('cache-control', 'no-store')
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(await read(request)))
      })
    }
    figures('summary', () => summary(kernel))
    figures('generation-rate', (request) => generationRate(kernel, daysOf(request)))
    figures('link-health', () => linkHealth(kernel))
    figures('errors', () => errors(kernel))
  },
}

export async function admitStaff(kernel: Kernel, request: FastifyRequest): Promise<void> {
  const { principal, tenant } = await identify(kernel, request)
  if (tenant) throw fail('not_found')
  if (principal.kind === 'anonymous')
    throw fail('auth.required', {}, { headers: { 'www-authenticate': 'Bearer' } })
  if (principal.kind !== 'platform') throw fail('auth.forbidden', { permission: 'platform.serials.read' })
}

function daysOf(request: FastifyRequest): number {
  const { days } = request.query as { days?: unknown }
  if (days === undefined) return DEFAULT_DAYS
  const count = typeof days === 'string' && /^\d{1,3}$/.test(days) ? Number(days) : 0
  if (count >= 1 && count <= MOST_DAYS) return count
  throw fail(
    'request.malformed',
    {},
    { errors: [{ field: 'days', code: 'out_of_range', message: `a whole number from 1 to ${MOST_DAYS}` }] },
  )
}
