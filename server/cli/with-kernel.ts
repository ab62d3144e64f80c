import { pino } from 'pino'
import { newId } from '../../shared/ids.ts'
import { compose } from '../compose.ts'
import { systemClock } from '../kernel/clock/clock.ts'
import type { Tenant } from '../kernel/command/context.ts'
import type { Caller } from '../kernel/command/execute.ts'
import { system } from '../kernel/command/principal.ts'
import { migrate } from '../kernel/db/migrate.ts'
import { databaseUrls } from '../kernel/db/roles.ts'
import { reachDatabase } from '../kernel/embedded/reach-database.ts'
import { Problem } from '../kernel/errors/problem.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { resolveSecrets } from '../kernel/secrets.ts'
import { exitCodes, StartError } from '../kernel/start-error.ts'
import { modules } from '../modules.ts'
import { commandConfig } from './environment.ts'
import '../schema.ts'

/** Runs a command of the terminal with the program put together around the database that is reached, then closes it. */
export async function withKernel<T>(work: (kernel: Kernel) => Promise<T>): Promise<T> {
  const config = commandConfig()
  const secrets = await resolveSecrets(config)
  const reached = await reachDatabase(config, secrets)
  try {
    const urls = databaseUrls(config, secrets, reached.url)
    await migrate(config, secrets, urls)
    const log = pino({ level: 'warn' }, pino.destination({ fd: 2, sync: true }))
    const kernel = compose({ config, secrets, urls, clock: systemClock, log, modules, scheduler: false })
    try {
      await kernel.queue.boss.start()
      return await work(kernel)
    } catch (error) {
      if (error instanceof Problem) throw asStartError(error)
      throw error
    } finally {
      await kernel.queue.boss.stop({ graceful: true, close: true, timeout: 5_000 })
      await kernel.close()
    }
  } finally {
    await reached.close()
  }
}

/** A refusal as a person at a terminal reads it: what is wrong, then field by field. */
function asStartError(problem: Problem): StartError {
  const document = problem.toDocument('en', '')
  const fields = (document.errors ?? []).map((error) => `\n  ${error.field}: ${error.message}`)
  return new StartError(exitCodes.dataInvalid, `${document.title}. ${document.detail}${fields.join('')}`, {
    cause: problem,
  })
}

/** The workshop that `--tenant` names, by code or subdomain. */
export async function tenantOf(kernel: Kernel, name: string): Promise<Tenant> {
  const tenant = (await kernel.tenants.byCode(name)) ?? (await kernel.tenants.bySlug(name))
  if (!tenant)
    throw new StartError(
      exitCodes.dataInvalid,
      `No workshop has the code or subdomain ${name}: see \`touchmark tenant list\`.`,
    )
  return tenant
}

/** The caller of what an administrator does at the terminal on behalf of a workshop. */
export const atTerminal = (tenant: Tenant): Caller => ({
  principal: { ...system, name: 'terminal' },
  tenant,
  locale: 'en',
  requestId: newId(),
})
