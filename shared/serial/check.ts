// ISO 7064 MOD 37-2, a pure system: every character has a value, the check character makes the weighted sum
// (weights are powers of 2, modulo the prime 37) equal to 1. All single substitutions and all
// transpositions of two neighbours are detected.

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*'
const MODULUS = 37

/** The state before any character. */
export const CHECK_START = 0

/**
 * Takes more characters of a text into a check under way, so that texts with a common beginning share its cost.
 *
 * @throws RangeError for a character outside 0–9 A–Z
 */
export function extendCheck(state: number, text: string): number {
  let sum = state
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 48 && code <= 57) sum = ((sum + code - 48) * 2) % MODULUS
    else if (code >= 65 && code <= 90) sum = ((sum + code - 55) * 2) % MODULUS
    // The star is only ever a check character.
    else throw new RangeError('the check is over the characters 0–9 and A–Z')
  }
  return sum
}

/** The check character (0–9, A–Z or `*`) that closes a text whose characters gave `state`. */
export function closeCheck(state: number): string {
  return ALPHABET[(MODULUS + 1 - state) % MODULUS]!
}

/** The check character of a text of 0–9 A–Z. @throws RangeError for any other character */
export function checkCharacter(text: string): string {
  return closeCheck(extendCheck(CHECK_START, text))
}

/** True when the last character of a folded text is the check character of those before it. */
export function hasValidCheck(text: string): boolean {
  return /^[0-9A-Z]+[0-9A-Z*]$/.test(text) && checkCharacter(text.slice(0, -1)) === text.at(-1)
}
