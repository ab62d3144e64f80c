import { access } from 'node:fs/promises'
import { Argument, Command, Option } from 'commander'
import type { ImportReport } from '../kernel/import/import-csv.ts'
import { exitCodes, StartError } from '../kernel/start-error.ts'
import { examples } from './examples.ts'
import { type ImportOptions, KINDS, type Kind } from './import-kinds.ts'

export function importCommand(): Command {
  return new Command('import')
    .description('import a CSV file into a workshop: all or nothing, and again without doubling anything')
    .addArgument(new Argument('<kind>', 'what the file has').choices(Object.keys(KINDS)))
    .argument('<file>', 'a CSV file in UTF-8 with a header row')
    .requiredOption('--tenant <code>', 'the workshop, by code or subdomain')
    .addOption(new Option('--dry-run', 'check everything, keep nothing').conflicts('skipErrors'))
    .option('--skip-errors', 'keep the rows that are right even when others are wrong')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      examples([
        ['touchmark import products products.csv --tenant MA01 --dry-run', 'see what would happen'],
        ['touchmark import products products.csv --tenant MA01', 'take all of it, or none'],
      ]),
    )
    .action(async (kind: Kind, file: string, options: ImportOptions) => {
      await access(file).catch((error: unknown) => {
        throw new StartError(exitCodes.usage, `${file} cannot be read: ${(error as Error).message}.`, {
          cause: error,
        })
      })
      // The program is loaded only when it is needed: help and version should not wait for it.
      const { runImport } = await import('./run-import.ts')
      const report = await runImport(kind, file, options)
      if (options.json) console.info(JSON.stringify(report, null, 2))
      else tell(report)
      if (report.refused > 0) process.exitCode = exitCodes.dataInvalid
    })
}

function tell(report: ImportReport): void {
  for (const { line, column, value, message } of report.errors)
    console.error(`line ${line}, ${column}${value ? ` "${value}"` : ''}: ${message}`)
  const verb = report.dryRun ? 'would be' : 'were'
  console.info(
    `${report.rows} rows: ${report.created} ${verb} created, ${report.updated} changed, ${report.unchanged} unchanged, ${report.refused} refused`,
  )
}
