import { Command } from 'commander'
import { exitCodes, StartError } from '../kernel/start-error.ts'
import { examples } from './examples.ts'

export function userCommand(): Command {
  return new Command('user')
    .description('the accounts of people')
    .addCommand(platformCommand())
    .addCommand(resetLinkCommand())
    .addCommand(twoFactorOffCommand())
    .addHelpText(
      'after',
      examples([['touchmark user platform operator@touchmark.example', 'let a person run the installation']]),
    )
}

function platformCommand(): Command {
  return new Command('platform')
    .description('make a person one who runs the installation (central host), or take that away')
    .argument('<e-mail>', 'of an account that exists')
    .option('--off', 'take it away')
    .addHelpText(
      'after',
      examples([['touchmark user platform operator@touchmark.example --off', 'no longer']]),
    )
    .action(async (email: string, { off }: { off?: true }) => {
      const { withKernel, identityOf } = await load()
      if (!(await withKernel((kernel) => identityOf(kernel).people.setPlatform(email, !off))))
        throw nobody(email)
      console.info(off ? `${email} no longer runs the installation.` : `${email} runs the installation now.`)
    })
}

function resetLinkCommand(): Command {
  return new Command('reset-link')
    .description('print a link with which a person sets a new password: where no mail server is configured')
    .argument('<e-mail>', 'of an account that exists')
    .option('--tenant <code>', 'the workshop whose address the link has, by code or subdomain')
    .addHelpText(
      'after',
      examples([
        [
          'touchmark user reset-link owner@maison-atelier.example --tenant MA01',
          'hand it to that person only',
        ],
      ]),
    )
    .action(async (email: string, { tenant }: { tenant?: string }) => {
      const { withKernel, tenantOf, identityOf } = await load()
      const link = await withKernel(async (kernel) =>
        identityOf(kernel).resetLink(
          email,
          tenant === undefined ? null : (await tenantOf(kernel, tenant)).id,
        ),
      )
      if (link === undefined) throw nobody(email)
      console.info(link)
    })
}

function twoFactorOffCommand(): Command {
  return new Command('two-factor-off')
    .description('turn off the second factor of a person who lost it, and end their sessions')
    .argument('<e-mail>', 'of an account that exists')
    .addHelpText(
      'after',
      examples([
        ['touchmark user two-factor-off owner@maison-atelier.example', 'after making sure who asks'],
      ]),
    )
    .action(async (email: string) => {
      const { withKernel, identityOf } = await load()
      if (!(await withKernel((kernel) => identityOf(kernel).people.turnTwoFactorOff(email))))
        throw nobody(email)
      console.info(`${email} signs in with the password alone now.`)
    })
}

// The program is loaded only when it is needed: help and version should not wait for it.
async function load() {
  const [{ withKernel, tenantOf }, { identityOf }] = await Promise.all([
    import('./with-kernel.ts'),
    import('../modules/identity/index.ts'),
  ])
  return { withKernel, tenantOf, identityOf }
}

const nobody = (email: string): StartError =>
  new StartError(exitCodes.dataInvalid, `Nobody has an account with the e-mail ${email}.`)
