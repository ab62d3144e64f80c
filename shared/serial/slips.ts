import { hasValidCheck } from './check.ts'

/** The characters that a folded number is made of: O is 0, I and L are 1. */
const FOLDED = [...'0123456789ABCDEFGHJKMNPQRSTUVWXYZ']
/** Shorter texts are next to too many numbers, longer ones are no numbers. */
const SHORTEST = 8
const LONGEST = 48
/** From this length on a number is taken for a standard one, whose check says of each candidate whether it can be. */
const STANDARD_FROM = 17

/**
 * The numbers that somebody may have had before them who typed this with one slip: a wrong character, one too many, one left out, or two
 * neighbours in each other's place. None for a text that is no number.
 *
 * @param folded as {@link fold} gives it
 */
export function numbersOneSlipAway(folded: string): string[] {
  if (folded.length < SHORTEST || folded.length > LONGEST || !/^[0-9A-Z]*\d[0-9A-Z]*$/.test(folded)) return []
  const candidates = new Set<string>()
  for (let i = 0; i <= folded.length; i++) {
    const before = folded.slice(0, i)
    const after = folded.slice(i + 1)
    for (const character of FOLDED) {
      candidates.add(before + character + folded.slice(i))
      if (i < folded.length) candidates.add(before + character + after)
    }
    if (i < folded.length) candidates.add(before + after)
    if (after !== '') candidates.add(before + after[0] + folded[i] + after.slice(1))
  }
  candidates.delete(folded)
  return [...candidates].filter((text) => text.length < STANDARD_FROM || hasValidCheck(text))
}
