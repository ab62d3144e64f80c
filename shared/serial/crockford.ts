/** Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const VALUES: ReadonlyMap<string, number> = new Map(
  [...CROCKFORD].map((character, value) => [character, value]),
)

/** True when every character of a folded text is one of the 32. */
export function isCrockford(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]+$/.test(text)
}

/**
 * Writes a whole number with exactly `length` characters of five bits each, most significant first.
 *
 * @throws RangeError for what is not a whole number from 0 or does not fit; at most 53 bits
 */
export function encodeCrockford(value: number, length: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not a whole number from 0')
  let rest = value
  let text = ''
  for (let i = 0; i < length; i++) {
    text = CROCKFORD[rest % 32]! + text
    rest = Math.floor(rest / 32)
  }
  if (rest > 0) throw new RangeError(`${value} does not fit ${length} characters`)
  return text
}

/**
 * Reads what {@link encodeCrockford} wrote; the text must be folded.
 *
 * @throws RangeError for other characters, and for more than ten (50 bits)
 */
export function decodeCrockford(text: string): number {
  if (text.length > 10) throw new RangeError('more than ten characters do not fit a number')
  let value = 0
  for (const character of text) {
    const digit = VALUES.get(character)
    if (digit === undefined) throw new RangeError('not Crockford base 32')
    value = value * 32 + digit
  }
  return value
}
