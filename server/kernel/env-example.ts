import { configKeys } from './config.ts'
import { type Variable, variables } from './config-variables.ts'

const widthChars = 100

const wrapped = (text: string): string[] => {
  const lines: string[] = []
  let line = '#'
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > widthChars) {
      lines.push(line)
      line = '#'
    }
    line += ` ${word}`
  }
  return [...lines, line]
}

/** The text of `.env.example`: every variable of the table, commented out, with what it is for. */
export function envExample(): string {
  const lines = [
    ...wrapped(
      'The settings of Touchmark, all of them optional on a machine of your own. Copy this file to .env beside it, or set the variables in the environment, which comes first.',
    ),
    '# Made by `npm run env:example` from server/kernel/config-variables.ts.',
  ]
  let group = ''
  for (const key of configKeys) {
    const variable: Variable = variables[key]
    if (variable.group !== group) {
      group = variable.group
      lines.push('', `# ---- ${group} ----`)
    }
    const fixed = typeof variable.default === 'string' ? variable.default : undefined
    lines.push('', ...wrapped(variable.text))
    if (variable.defaultText) lines.push(...wrapped(`Default: ${variable.defaultText}.`))
    lines.push(`# ${variable.name}=${fixed ?? ''}`)
  }
  return `${lines.join('\n')}\n`
}
