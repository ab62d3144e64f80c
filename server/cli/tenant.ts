import { Command, Option } from 'commander'
import { exitCodes, StartError } from '../kernel/start-error.ts'
import { examples } from './examples.ts'

export function tenantCommand(): Command {
  return new Command('tenant')
    .description('the workshops of this installation')
    .addCommand(listCommand())
    .addCommand(createCommand())
    .addHelpText(
      'after',
      examples([
        ['touchmark tenant list', 'all workshops'],
        ['touchmark tenant create --help', 'how to open one'],
      ]),
    )
}

function listCommand(): Command {
  return new Command('list')
    .description('print the workshops: code, address, state, plan')
    .option('--json', 'as JSON')
    .addHelpText('after', examples([['touchmark tenant list --json', 'for programs']]))
    .action(async ({ json }: { json?: true }) => {
      // The program is loaded only when it is needed: help and version should not wait for it.
      const [{ withKernel }, { listWorkshops }] = await Promise.all([
        import('./with-kernel.ts'),
        import('../modules/tenancy/index.ts'),
      ])
      const workshops = await withKernel(listWorkshops)
      if (json) console.info(JSON.stringify(workshops, null, 2))
      else
        for (const { code, origin, status, plan, name } of workshops)
          console.info(`${code.padEnd(6)}  ${status.padEnd(9)}  ${plan.padEnd(10)}  ${origin}  ${name}`)
    })
}

interface CreateOptions {
  name: string
  slug: string
  code: string
  currency: string
  timeZone: string
  locale: 'en' | 'th'
  ownerName: string
  email: string
  passwordStdin?: true
  json?: true
}

function createCommand(): Command {
  return new Command('create')
    .description('open a workshop, as signing up does: with a trial, and an account for its owner')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--slug <slug>', 'first part of its address: maison-atelier')
    .requiredOption('--code <code>', '2 to 6 of A to Z and 0 to 9; every serial begins with it, for ever')
    .requiredOption('--currency <code>', 'ISO 4217, such as THB; the books are kept in it')
    .requiredOption('--time-zone <name>', 'IANA name, such as Asia/Bangkok')
    .addOption(new Option('--locale <locale>', 'language').choices(['en', 'th']).default('en'))
    .requiredOption('--owner-name <name>', 'name of the owner')
    .requiredOption('--email <e-mail>', 'the owner signs in with it')
    .option('--password-stdin', 'read the password of the owner from standard input; one is made otherwise')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples([
        [
          'touchmark tenant create --name "Maison Atelier" --slug maison-atelier --code MA01 --currency THB --time-zone Asia/Bangkok --owner-name "Pimchanok R." --email owner@maison-atelier.example',
          'a password is made and printed once',
        ],
      ])}
An owner whose e-mail has an account already needs the password of that account: give it with --password-stdin.`,
    )
    .action(async ({ passwordStdin, json, ...given }: CreateOptions) => {
      const password = passwordStdin ? await passwordFromStdin() : await newPassword()
      const [{ withKernel }, { createWorkshop }] = await Promise.all([
        import('./with-kernel.ts'),
        import('../modules/tenancy/index.ts'),
      ])
      const opened = await withKernel((kernel) => createWorkshop(kernel, { ...given, password }))
      const made = passwordStdin ? undefined : password
      if (json) {
        console.info(JSON.stringify({ ...opened, ...(made ? { password: made } : {}) }, null, 2))
        return
      }
      console.info(`${opened.name} (${opened.code}) is open: ${opened.origin}`)
      console.info(`Its owner signs in there with ${opened.owner.email}.`)
      if (made) console.info(`Password, shown this once: ${made}`)
    })
}

async function passwordFromStdin(): Promise<string> {
  const { text } = await import('node:stream/consumers')
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (password === '')
    throw new StartError(exitCodes.usage, '--password-stdin was given, but standard input is empty.')
  return password
}

const newPassword = async (): Promise<string> => {
  const { randomBytes } = await import('node:crypto')
  return randomBytes(15).toString('base64url')
}
