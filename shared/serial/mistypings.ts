import { CROCKFORD } from './crockford.ts'

/** What a folded text can have in a place: folding has made 0 and 1 of O, I and L. */
const CHARACTERS = [...CROCKFORD, 'U']
/** What is shorter is near to too much. */
const SHORTEST = 6
const LONGEST = 60

/**
 * The folded texts that somebody who made one mistake may have meant: one character is wrong, missing or too much, or two
 * neighbours changed places. Empty for a text that is too short or long for that.
 */
export function mistypingsOf(folded: string): string[] {
  if (folded.length < SHORTEST || folded.length > LONGEST) return []
  const found = new Set<string>()
  for (let i = 0; i <= folded.length; i++) {
    const before = folded.slice(0, i)
    const after = folded.slice(i)
    const rest = after.slice(1)
    if (after !== '') found.add(before + rest)
    if (rest !== '') found.add(before + rest[0] + after[0] + rest.slice(1))
    for (const character of CHARACTERS) {
      found.add(before + character + after)
      if (after !== '') found.add(before + character + rest)
    }
  }
  found.delete(folded)
  return [...found]
}
