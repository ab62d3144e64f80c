import { Command } from 'commander'
import { roles } from '../kernel/config.ts'
import { version } from '../kernel/version.ts'
import { commandConfig } from './environment.ts'
import { examples } from './examples.ts'
import { runUntilStopped } from './run-until-stopped.ts'

const say = (line: string): void => console.error(line)

export function startCommand(): Command {
  return new Command('start')
    .description('start Touchmark in this process and run until it is told to stop')
    .option(
      '--role <list>',
      `what this process does, comma separated: ${roles.join(', ')} (default: all, or ROLE)`,
    )
    .addHelpText(
      'after',
      `${examples([
        ['touchmark start', 'everything in one process'],
        ['touchmark start --role web', 'only answer requests'],
        ['touchmark start --role worker,scheduler', 'only work in the background'],
      ])}
Ctrl-C or SIGTERM lets requests and jobs in flight finish, for SHUTDOWN_TIMEOUT_MS at the longest; once more stops at
once.`,
    )
    .action(async ({ role }: { role?: string }) => {
      const config = commandConfig(role === undefined ? [] : [`--role=${role}`])
      const startedMs = performance.now() - process.uptime() * 1000
      say(`Touchmark ${version} starts (${config.roles.join(', ')})`)
      const code = await runUntilStopped({
        run: async () => {
          const { run } = await import('../main.ts')
          const running = await run({ config, roles: config.roles, say })
          const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
          if (running.notice) say(`\n${running.notice}\n`)
          say(`Ready in ${seconds} s: ${running.url}`)
          return running
        },
        process,
        timeoutMs: config.shutdownTimeoutMs,
        say,
      })
      // Whatever still holds the event loop has had its time. A code set meanwhile tells why it had to stop.
      process.exit(process.exitCode ?? code)
    })
}
