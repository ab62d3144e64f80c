import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { gtinProblem } from '../../../../shared/gs1/gtin.ts'
import { fieldErrors } from '../../../kernel/command/execute.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { identify } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { line } from '../../../kernel/wire.ts'
import { type GivenGtin, giveGtin } from '../../catalog/index.ts'
import { admitStaff } from '../metrics/metrics-pages.ts'

const gift = z.object({
  gtin: z
    .string()
    .trim()
    .refine(
      (text) => !['length', 'check_digit'].includes(gtinProblem(text)?.code ?? ''),
      'a GTIN of 8, 12, 13 or 14 digits with its check digit',
    ),
  toCode: z.string().trim().toUpperCase().min(2).max(6),
  toSku: line(80),
  reason: line(500).min(1),
})

/** Gives a GTIN away, by whoever of the staff asks; throws what is wrong with the request or refused. */
export async function giveFrom(kernel: Kernel, request: FastifyRequest): Promise<GivenGtin> {
  await admitStaff(kernel, request)
  const read = gift.safeParse(request.body ?? {})
  if (!read.success) throw fail('request.malformed', {}, { errors: fieldErrors(read.error) })
  const { principal } = await identify(kernel, request)
  const given = await giveGtin(kernel, principal, read.data)
  kernel.log.info({ staff: principal.id, given, reason: read.data.reason }, 'platform staff gave a GTIN away')
  return given
}

/** The same for programs. */
export const giveGtinPages: Pages = {
  reason: 'Platform staff only, checked in it; it touches two workshops, so it is no operation of either',
  register(app: FastifyInstance, kernel: Kernel) {
    app.post('/api/platform/gtins/transfer', async (request, reply): Promise<FastifyReply> => {
      const given = await giveFrom(kernel, request)
      return reply
        .header('cache-control', 'no-store')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(given))
    })
  },
}
