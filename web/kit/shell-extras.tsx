import { lazy, type ReactNode, Suspense } from 'react'

const Bell = lazy(() => import('./bell.tsx'))

/** What stands in the bar of every page beside search and help: things that tell the reader something by themselves. */
export function ShellExtras(): ReactNode {
  return (
    <Suspense fallback={null}>
      <Bell />
    </Suspense>
  )
}
