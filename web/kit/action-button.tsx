import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { usePageCommand } from './page-commands.ts'

/** What a single read says about something the caller may do next. */
export interface Action {
  allowed: boolean
  reason?: string | undefined
}

/**
 * A button for something that a record allows, or not. One that may not be pressed can still be reached, by pointer, touch
 * and keyboard, and says why not.
 */
export function ActionButton(
  props: ButtonProps & {
    action: Action | undefined
    /** What the keys `n` and `e` do on this page. */
    does?: 'new' | 'edit'
    onClick(): void
    children: ReactNode
  },
) {
  const t = useTexts()
  const reasonId = useId()
  const { action, onClick, children, does, ...button } = props
  usePageCommand({
    label: typeof children === 'string' ? children : undefined,
    action,
    role: does,
    run: onClick,
  })
  if (!action) return null
  if (action.allowed) {
    return (
      <Button {...button} onClick={onClick}>
        {children}
      </Button>
    )
  }
  const reason = (action.reason && t.refusal(action.reason)) ?? t('action.refused')
  return (
    <>
      <Tooltip label={reason}>
        <Button
          {...button}
          data-disabled
          aria-disabled
          aria-describedby={reasonId}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  )
}
