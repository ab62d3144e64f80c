import { useEffect } from 'react'

/** A key as its place on the keyboard says, where the letters are not Latin: on a Thai keyboard G is G too. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (event.key.length !== 1 || event.key.charCodeAt(0) < 128) return event.key
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase()
  if (event.code === 'Slash') return event.shiftKey ? '?' : '/'
  return event.key
}

/** Whether somebody is typing into something, so that letters are letters. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('[role="menu"], [role="listbox"]') !== null ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Whether something lies over the page that wants the keyboard for itself. */
const isCovered = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null

/** How long the second letter of `g o` may take. */
const PAIR_MS = 1200

type Handlers = Readonly<Record<string, (event: KeyboardEvent) => void>>

/**
 * Keys of the whole page: `k`, pairs as `g o`, and with Ctrl or Cmd as `mod+k`. They rest while somebody types or a dialog is open, but
 * for those with `mod`.
 */
export function useKeys(handlers: Handlers): void {
  useEffect(() => {
    let first = ''
    let firstMs = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return
      const key = keyOf(event)
      const run = (name: string): boolean => {
        const handler = handlers[name]
        if (!handler) return false
        event.preventDefault()
        handler(event)
        return true
      }
      if (event.ctrlKey || event.metaKey) {
        run(`mod+${key.toLowerCase()}`)
        return
      }
      if (isTyping(event.target) || isCovered()) return
      if (first !== '' && event.timeStamp - firstMs < PAIR_MS) {
        const pair = `${first} ${key}`
        first = ''
        if (run(pair)) return
      }
      first = Object.keys(handlers).some((name) => name.startsWith(`${key} `)) ? key : ''
      firstMs = event.timeStamp
      run(key)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [handlers])
}
