import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { TimeZoneProvider } from './kit/format.tsx'
import { LiveStatus } from './kit/live-status.tsx'
import { Shell } from './kit/shell.tsx'
import { useStore } from './kit/store.ts'
import { ended } from './session/ended.ts'
import { covers, meQuery, type Session, SessionProvider, workshopQuery } from './session/session.tsx'

const SignInAgain = lazy(() => import('./session/sign-in-again.tsx'))

/** What every page of a member is given: who they are, and the workshop with its time zone. */
export function Frame(): ReactNode {
  const { data: me } = useSuspenseQuery(meQuery())
  const { data: workshop } = useSuspenseQuery(workshopQuery())
  const hasEnded = useStore(ended) !== undefined
  const session = useMemo<Session>(
    () => ({ me, workshop, can: (permission) => covers(me.permissions, permission) }),
    [me, workshop],
  )
  return (
    <SessionProvider value={session}>
      <TimeZoneProvider value={workshop.timeZone}>
        <Shell />
        <LiveStatus />
        <Suspense fallback={null}>{hasEnded ? <SignInAgain me={me} /> : null}</Suspense>
      </TimeZoneProvider>
    </SessionProvider>
  )
}
