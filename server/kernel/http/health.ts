import { access, constants } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from '../db/sql.ts'
import type { Kernel } from '../kernel.ts'
import { version } from '../version.ts'

export interface HealthCheck {
  name: string
  ok: boolean
  milliseconds: number
  detail: string
}

/** What can be asked for by name below `/health`. */
const CHECKS: Record<string, (kernel: Kernel) => Promise<string>> = {
  db: async (kernel) => {
    await kernel.database.query(sql`select 1`)
    return 'the database answers'
  },
  registry: async (kernel) => {
    await kernel.registry.query(sql`select 1`)
    return 'the registry answers'
  },
  queue: async (kernel) => {
    const queue = await kernel.queue.boss.getQueue('work')
    if (!queue) throw new Error('the queue does not exist')
    return 'the queue answers'
  },
  storage: async (kernel) => {
    await access(kernel.config.dataDir, constants.W_OK)
    return 'the data folder can be written'
  },
}

/** Runs one check; never throws. */
export async function runCheck(kernel: Kernel, name: string): Promise<HealthCheck> {
  const startedMs = performance.now()
  let ok = true
  let detail: string
  try {
    detail = await CHECKS[name]!(kernel)
  } catch (error) {
    ok = false
    kernel.log.warn({ err: error, check: name }, 'health check failed')
    detail = 'does not answer'
  }
  return { name, ok, milliseconds: Math.round((performance.now() - startedMs) * 10) / 10, detail }
}

/** `/health` says that requests are served; `/health/db` and the like say whether a part answers. Both below `/api` too. */
export function registerHealth(app: FastifyInstance, kernel: Kernel): void {
  for (const prefix of ['/health', '/api/health']) {
    app.get(prefix, async () => ({ ok: true, version: version }))
    for (const name of Object.keys(CHECKS)) {
      app.get(`${prefix}/${name}`, async (_request, reply) => {
        const check = await runCheck(kernel, name)
        return reply.code(check.ok ? 200 : 503).send(check)
      })
    }
  }
  app.get('/metrics', async (request, reply) => {
    // Numbers of the whole installation: for the machine itself and whoever scrapes from beside it.
    if (!/^(127\.|::1$|::ffff:127\.)/.test(request.ip)) return reply.callNotFound()
    kernel.metrics.pool(kernel.database.connections())
    return reply.type(kernel.metrics.registry.contentType).send(await kernel.metrics.registry.metrics())
  })
}
