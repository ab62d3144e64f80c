import type { ReactNode } from 'react'
import { Bell } from './bell.tsx'

/** What stands in the bar of every page beside search and help: things that tell the reader something by themselves. */
export function ShellExtras(): ReactNode {
  return <Bell />
}
