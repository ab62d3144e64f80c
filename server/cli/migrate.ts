import { Command } from 'commander'
import { examples } from './examples.ts'

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to this version; a start does the same by itself')
    .addHelpText(
      'after',
      examples([['touchmark migrate', 'migrate the database of DATABASE_URL, or the embedded one']]),
    )
    .action(async () => {
      const { withKernel } = await import('./with-kernel.ts')
      await withKernel(async () => console.error('The database is up to date.'))
    })
}
