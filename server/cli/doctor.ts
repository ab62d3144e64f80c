import { Command } from 'commander'
import { type Config, ConfigError, loadConfig } from '../kernel/config.ts'
import { exitCodes } from '../kernel/start-error.ts'
import type { Finding } from './doctor-checks.ts'
import { loadEnvFile } from './environment.ts'
import { examples } from './examples.ts'

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look whether this machine, its settings and its database are fit; changes nothing')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples([
        ['touchmark doctor', 'what is wrong, and what to do'],
        ['touchmark doctor --json', 'for programs'],
      ])}
Looks at: Node.js, the configuration, the data folder, secrets, the database and its version, migrations, the port.
Ends with the exit code of the first failure.`,
    )
    .action(async ({ json }: { json?: true }) => {
      const findings = await examine(process.env)
      if (json)
        console.info(
          JSON.stringify(
            findings.map(({ name, state, detail }) => ({ name, state, detail })),
            null,
            2,
          ),
        )
      else
        for (const { name, state, detail } of findings)
          console.info(`${marks[state]}  ${name.padEnd(13)}  ${detail}`)
      const failure = findings.find(({ state }) => state === 'fail')
      if (failure) process.exitCode = failure.exitCode
    })
}

const marks = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' } as const

/** Every check that the configuration allows, one after the other. */
async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  // Loaded here only: the other commands need not wait for the database's client.
  const { checkDatabase, checkDataDir, checkNode, checkPort, checkSecrets } = await import(
    './doctor-checks.ts'
  )
  let config: Config
  const node = checkNode()
  try {
    loadEnvFile()
    config = loadConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [
      node,
      { name: 'configuration', state: 'fail', detail: error.message, exitCode: exitCodes.configuration },
    ]
  }
  const { warnings } = config
  return [
    node,
    {
      name: 'configuration',
      state: warnings.length > 0 ? 'warn' : 'ok',
      detail: warnings.length > 0 ? warnings.join(' ') : 'usable',
      exitCode: exitCodes.ok,
    },
    await checkDataDir(config),
    await checkSecrets(config),
    ...(await checkDatabase(config)),
    await checkPort(config),
  ]
}
