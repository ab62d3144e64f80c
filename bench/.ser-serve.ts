import { pino } from 'pino'
import { compose } from '../server/compose.ts'
import { systemClock } from '../server/kernel/clock/clock.ts'
import { loadConfig } from '../server/kernel/config.ts'
import { databaseUrls } from '../server/kernel/db/roles.ts'
import { buildApp } from '../server/kernel/http/app.ts'
import { modules } from '../server/modules.ts'
import '../server/schema.ts'
const config = loadConfig(process.env)
const secrets = { touchmarkSecret: config.touchmarkSecret!, serialMasterKeys: config.serialMasterKeys as [string], postgresPassword: undefined }
const kernel = compose({ config, secrets, urls: databaseUrls(config, secrets, config.databaseUrl!), clock: systemClock, log: pino({ level: 'warn' }), modules, scheduler: false })
const app = await buildApp(kernel)
await app.listen({ port: config.port, host: '127.0.0.1' })
console.log('ready')
process.on('SIGTERM', async () => { await app.close(); await kernel.close(); process.exit(0) })
