import type { ReactNode } from 'react'

/** Something that can be chosen. */
export interface Option {
  id: string
  label: ReactNode
  /** What it is searched by. */
  words: string
  /** The same in the other language, and whatever else somebody may type. */
  aliases?: string | undefined
  detail?: ReactNode
  /** Keys that do the same. */
  keys?: string | undefined
  icon: ReactNode
  /** Why it cannot be chosen now. */
  refused?: string | undefined
  run(): void
}

export interface Group {
  id: string
  label: string
  options: Option[]
}

/** How the icons of options are drawn. */
export const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
