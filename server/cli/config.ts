import { Command } from 'commander'
import { loadConfig, readSettings, type Setting } from '../kernel/config.ts'
import { envExample } from '../kernel/env-example.ts'
import { loadEnvFile } from './environment.ts'
import { examples } from './examples.ts'

const mask = '********'

/** The value as it may be shown: a secret never, the password of a URL never. */
export function shownValue({ raw, variable, problem }: Setting): string {
  if (raw === undefined) return ''
  if (variable.secret === 'whole') return `${mask} (${Buffer.byteLength(raw)} bytes)`
  if (variable.secret !== 'password') return raw
  const url = problem === undefined ? URL.parse(raw) : null
  if (!url) return mask
  if (url.password) url.password = mask
  // A password may also be a parameter, as libpq takes it.
  if (url.searchParams.has('password')) url.searchParams.set('password', mask)
  return url.href
}

/** Where a value comes from, with the rule behind a missing one. */
const shownOrigin = ({ origin, variable }: Setting): string =>
  origin !== 'environment' && origin !== 'command line' && variable.defaultText
    ? `default: ${variable.defaultText}`
    : origin

export function configCommand(): Command {
  return new Command('config')
    .description('print every setting, its value and where it comes from; secrets are masked')
    .option('--json', 'as JSON')
    .option('--explain', 'with what each is for')
    .option('--example', 'print the text of .env.example instead')
    .addHelpText(
      'after',
      examples([
        ['touchmark config', 'what this machine is set to'],
        ['touchmark config --explain', 'and what each setting is for'],
        ['PORT=4000 touchmark config --json', 'for programs'],
        ['touchmark config --example > .env', 'a file to start from'],
      ]),
    )
    .action(({ json, explain, example }: { json?: true; explain?: true; example?: true }) => {
      if (example) {
        process.stdout.write(envExample())
        return
      }
      loadEnvFile()
      const settings = readSettings(process.env)
      if (json) printJson(settings)
      else printLines(settings, explain === true)
      // Says what is wrong, all of it, after the values that show where.
      const { warnings } = loadConfig(process.env)
      for (const warning of warnings) console.error(`touchmark: warning: ${warning}`)
    })
}

function printJson(settings: readonly Setting[]): void {
  const rows = settings.map((setting) => ({
    name: setting.variable.name,
    value: setting.raw === undefined ? null : shownValue(setting),
    origin: setting.origin,
    problem: setting.problem ?? null,
    text: setting.variable.text,
  }))
  console.info(JSON.stringify(rows, null, 2))
}

function printLines(settings: readonly Setting[], explain: boolean): void {
  let group = ''
  for (const setting of settings) {
    const { variable, problem } = setting
    if (variable.group !== group) {
      console.info(`${group === '' ? '' : '\n'}${variable.group}`)
      group = variable.group
    }
    const value = `  ${variable.name}=${shownValue(setting)}`
    console.info(`${value.padEnd(46)}  # ${problem ? `WRONG: ${problem}` : shownOrigin(setting)}`)
    if (explain) console.info(`      ${variable.text}`)
  }
}
