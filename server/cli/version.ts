import { Command } from 'commander'
import { version } from '../kernel/version.ts'
import { examples } from './examples.ts'

export function versionCommand(): Command {
  return new Command('version')
    .description('print the version of Touchmark and of what it runs on')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      examples([
        ['touchmark version', 'for people'],
        ['touchmark version --json', 'for programs'],
      ]),
    )
    .action(({ json }: { json?: true }) => {
      const { arch, platform } = process
      const facts = { touchmark: version, node: process.versions.node, platform, arch }
      console.info(
        json ? JSON.stringify(facts) : `touchmark ${version} (Node.js ${facts.node}, ${platform} ${arch})`,
      )
    })
}
