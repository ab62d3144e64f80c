import { IconBolt } from '@tabler/icons-react'
import type { Translator } from '../../texts/texts.tsx'
import type { PageCommand } from '../page-commands.ts'
import { ICON, type Option } from './option.ts'

const KEYS = { new: 'N', edit: 'E' } as const

/** What the page in view offers to do. */
export function commandOptions(commands: readonly PageCommand[], t: Translator): Option[] {
  // The same button may stand twice on a page; one that may be pressed counts.
  const offered = commands.filter(
    (one, n) =>
      !commands.some(
        (same, m) =>
          same.label === one.label &&
          m !== n &&
          (same.action.allowed === one.action.allowed ? m < n : same.action.allowed),
      ),
  )
  return offered.map((command) => ({
    id: command.id,
    label: command.label,
    words: command.label,
    icon: <IconBolt {...ICON} />,
    keys: command.role && KEYS[command.role],
    refused: command.action.allowed
      ? undefined
      : ((command.action.reason && t.refusal(command.action.reason)) ?? t('action.refused')),
    run: command.run,
  }))
}
