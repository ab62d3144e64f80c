import type { FastifyInstance } from 'fastify'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { hostOf } from '../../../kernel/http/identify.ts'
import { insertJobs } from '../../../kernel/jobs/queue.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { fail } from '../errors.ts'
import { findProvider } from '../provider/providers.ts'
import { applyEvent, type ReceivedEvent } from './apply-event.ts'

/** Where a provider tells us things, on the workshop's host. */
export const WEBHOOK_PATH = '/api/webhooks/payments/:provider'

/**
 * Takes a provider's message: makes sure by its raw bytes who sent it, and queues it. It is answered before it is applied, since
 * providers wait only seconds and send again what was not answered.
 */
export function registerWebhook(app: FastifyInstance, kernel: Kernel): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post<{ Params: { provider: string }; Body: Buffer | undefined }>(
    WEBHOOK_PATH,
    async (request, reply) => {
      const host = await hostOf(kernel, request)
      const provider = findProvider(request.params.provider)
      if (host?.kind !== 'tenant' || !provider?.parseWebhook) throw kernelFail('not_found')
      const event = provider.parseWebhook(request.body ?? Buffer.alloc(0), request.headers)
      if (!event) throw fail('payments.webhook_refused')
      const data: ReceivedEvent = { ...event, provider: provider.code }
      const tenantId = host.tenant.id
      await kernel.database.write(tenantId, (tx) =>
        insertJobs(kernel.queue, tx, [{ name: applyEvent.name, tenantId, data }]),
      )
      return reply.code(202).send()
    },
  )
}
