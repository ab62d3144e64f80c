import { lazy, type ReactNode, Suspense } from 'react'
import styles from './shell.module.css'

const Bell = lazy(() => import('./bell.tsx'))

/** What stands in the bar of every page beside search and help: things that tell the reader something by themselves. */
export function ShellExtras(): ReactNode {
  return (
    // Its place is kept, so that nothing in the bar moves when it comes.
    <Suspense fallback={<span className={styles.bellPlace} aria-busy />}>
      <Bell />
    </Suspense>
  )
}
