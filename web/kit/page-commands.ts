import { useEffect, useId, useRef } from 'react'
import type { Action } from './action-button.tsx'
import { createStore } from './store.ts'

/** Something that the page in view offers to do: it stands in the palette, and `new` and `edit` have keys. */
export interface PageCommand {
  id: string
  label: string
  action: Action
  role: 'new' | 'edit' | undefined
  run(): void
}

/** What the page in view offers, in the order in which it was drawn. */
export const pageCommands = createStore<readonly PageCommand[]>([])

/** A page that is being gone to in order to make something there. */
let awaited: string | undefined

/** Goes on by itself once the page at this address offers `new`. */
export const awaitNew = (pathname: string): void => {
  awaited = pathname
}

/**
 * Offers something on this page. `label` undefined: nothing to be named, nothing offered. Whatever is drawn as a button of a record offers
 * itself ({@link ActionButton}, {@link ActionMenu}, {@link NewButton}).
 */
export function usePageCommand(command: {
  label: string | undefined
  action: Action | undefined
  role?: 'new' | 'edit' | undefined
  run(): void
}): void {
  const id = useId()
  const { label, action, role } = command
  const run = useRef(command.run)
  run.current = command.run
  const isAllowed = action?.allowed
  const reason = action?.reason
  useEffect(() => {
    if (label === undefined || isAllowed === undefined) return
    const entry: PageCommand = {
      id,
      label,
      action: { allowed: isAllowed, reason },
      role,
      run: () => run.current(),
    }
    pageCommands.set([...pageCommands.get(), entry])
    if (role === 'new' && awaited === window.location.pathname.replace(/^\/desk/, '')) {
      awaited = undefined
      entry.run()
    }
    return () => pageCommands.set(pageCommands.get().filter((other) => other.id !== id))
  }, [id, label, isAllowed, reason, role])
}

/** Runs what the page offers under a role; false where it offers none. */
export function runPageCommand(role: 'new' | 'edit'): boolean {
  const command = pageCommands.get().find((one) => one.role === role && one.action.allowed)
  command?.run()
  return command !== undefined
}
