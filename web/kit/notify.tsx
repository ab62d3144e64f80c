import { IconCheck } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore } from 'react'
import styles from './notify.module.css'

interface Notice {
  message: string
  /** Grows with every message: the same words twice are two messages. */
  number: number
}

const SHOWN_MS = 4000
const listeners = new Set<() => void>()
let notice: Notice | undefined
let count = 0

function set(next: Notice | undefined): void {
  notice = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says that something is done. The latest message takes the place of the one before, and goes by itself. */
export function notify(message: string): void {
  count += 1
  set({ message, number: count })
}

/** Where messages appear: read out by screen readers, and never in the way of a click. */
export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notice)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => set(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  return (
    <div role="status" className={styles.notices}>
      {shown ? (
        <p key={shown.number} className={styles.notice}>
          <IconCheck size={16} stroke={2} aria-hidden />
          {shown.message}
        </p>
      ) : null}
    </div>
  )
}
