import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { TimeZoneProvider } from './kit/format.tsx'
import { LiveStatus } from './kit/live-status.tsx'
import { Shell } from './kit/shell.tsx'
import { covers, meQuery, type Session, SessionProvider, workshopQuery } from './session/session.tsx'

/** What every page of a member is given: who they are, and the workshop with its time zone. */
export function Frame(): ReactNode {
  const { data: me } = useSuspenseQuery(meQuery())
  const { data: workshop } = useSuspenseQuery(workshopQuery())
  const session = useMemo<Session>(
    () => ({ me, workshop, can: (permission) => covers(me.permissions, permission) }),
    [me, workshop],
  )
  return (
    <SessionProvider value={session}>
      <TimeZoneProvider value={workshop.timeZone}>
        <Shell />
        <LiveStatus />
      </TimeZoneProvider>
    </SessionProvider>
  )
}
