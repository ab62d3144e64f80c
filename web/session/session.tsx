import { createContext, useContext } from 'react'
import { type DataOf, read } from '../api/queries.ts'

/** Who is signed in, where, and what the role may do. */
export type Me = DataOf<'/api/v1/me'>
export type Workshop = DataOf<'/api/v1/workshop/settings'>

export interface Session {
  me: Me
  workshop: Workshop
  /** Whether the role has a permission: only to leave out what could not be used; the server decides. */
  can(permission: string): boolean
}

export const meQuery = () => ({ ...read('/api/v1/me'), staleTime: 60_000 })
export const workshopQuery = () => ({ ...read('/api/v1/workshop/settings'), staleTime: 60_000 })

/** Whether a set of permissions, some of them patterns (`sales.*`, `*`), has one. */
export const covers = (patterns: readonly string[], permission: string): boolean =>
  patterns.some(
    (pattern) =>
      pattern === '*' ||
      pattern === permission ||
      (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1))),
  )

const SessionContext = createContext<Session | undefined>(undefined)
export const SessionProvider = SessionContext

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('nobody is signed in')
  return session
}
