import type { Texts } from '../../kernel/errors/problem.ts'

/** A switch that the program knows: a workshop that never set it has the default. */
export interface DeclaredFlag {
  readonly name: string
  readonly byDefault: boolean
  /** What being on means. */
  readonly description: Texts
}

const declared = new Map<string, DeclaredFlag>()

/** Declares a flag, once, beside what it switches. */
export function declareFlag(flag: DeclaredFlag): DeclaredFlag {
  if (declared.has(flag.name)) throw new Error(`the flag ${flag.name} is declared twice`)
  declared.set(flag.name, flag)
  return flag
}

export const declaredFlag = (name: string): DeclaredFlag | undefined => declared.get(name)

/** Every flag of the modules that are loaded, by name. */
export const declaredFlags = (): readonly DeclaredFlag[] =>
  [...declared.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
