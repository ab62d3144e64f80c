import { Command, CommanderError } from 'commander'
import { asStartError, type ExitCode, exitCodes } from '../kernel/start-error.ts'
import { version } from '../kernel/version.ts'
import { configCommand } from './config.ts'
import { doctorCommand } from './doctor.ts'
import { examples } from './examples.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { seedCommand } from './seed.ts'
import { serialsCommand } from './serials.ts'
import { startCommand } from './start.ts'
import { tenantCommand } from './tenant.ts'
import { userCommand } from './user.ts'
import { versionCommand } from './version.ts'

const exitCodeHelp = `
Exit codes:
  ${exitCodes.ok}  done
  ${exitCodes.failed}  failed
  ${exitCodes.usage}  the command line is wrong
  ${exitCodes.configuration}  the configuration is not usable
  ${exitCodes.database}  the database cannot be reached, is not usable or too old
  ${exitCodes.portInUse}  the port is in use
  ${exitCodes.dataInvalid}  data is invalid, rows were refused

Settings come from the environment and from .env: see \`touchmark config\`.`

/** The subcommands, in the order of the help: one file of this folder each. */
const commands = (): Command[] => [
  startCommand(),
  migrateCommand(),
  seedCommand(),
  importCommand(),
  exportCommand(),
  tenantCommand(),
  userCommand(),
  serialsCommand(),
  doctorCommand(),
  configCommand(),
  versionCommand(),
]

/** The `touchmark` command with all its subcommands. */
export function buildProgram(): Command {
  const program = new Command('touchmark')
    .description('The ERP for makers: every piece has a serial, a history and a ledger entry.')
    .version(version)
    .showHelpAfterError('(--help shows how it is used)')
    .exitOverride()
    .addHelpText(
      'after',
      examples([
        ['touchmark start', 'start everything on this machine'],
        ['touchmark doctor', 'look whether this machine and its settings are fit'],
        ['touchmark start --help', 'all about one command'],
      ]) + exitCodeHelp,
    )
  for (const command of commands()) program.addCommand(command)
  settingsOfParent(program)
  return program
}

/** A command made in its own file does not know of the program's handling of wrong usage yet. */
function settingsOfParent(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent)
    settingsOfParent(command)
  }
}

/** Runs one command line and tells the exit code; what went wrong is printed on standard error. */
export async function runCli(argv: readonly string[]): Promise<ExitCode> {
  try {
    const program = buildProgram()
    if (argv.length === 0) {
      program.outputHelp({ error: true })
      return exitCodes.usage
    }
    await program.parseAsync(argv, { from: 'user' })
    // A command that found something wrong has said so and left its code.
    return (process.exitCode as ExitCode | undefined) ?? exitCodes.ok
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    const known = asStartError(error)
    if (known) {
      console.error(`touchmark: ${known.message}`)
      return known.exitCode
    }
    console.error('touchmark: an error of the program itself; please report it with these lines.')
    console.error(error)
    return exitCodes.failed
  }
}
