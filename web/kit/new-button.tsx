import { Button } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { usePageCommand } from './page-commands.ts'

const ALLOWED = { allowed: true }

/** Makes something new on this page: by the button, by `n`, and from the palette. */
export function NewButton(props: { label: string; onClick(): void; variant?: 'default' }) {
  usePageCommand({ label: props.label, action: ALLOWED, role: 'new', run: props.onClick })
  return (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={props.onClick}
      variant={props.variant ?? 'filled'}
      aria-keyshortcuts="n"
    >
      {props.label}
    </Button>
  )
}

/** Changes the record on this page: by the button, by `e`, and from the palette. */
export function EditButton(props: { label: string; onClick(): void; variant?: 'default' }) {
  usePageCommand({ label: props.label, action: ALLOWED, role: 'edit', run: props.onClick })
  return (
    <Button
      leftSection={<IconPencil size={16} aria-hidden />}
      onClick={props.onClick}
      variant={props.variant ?? 'filled'}
      aria-keyshortcuts="e"
    >
      {props.label}
    </Button>
  )
}
