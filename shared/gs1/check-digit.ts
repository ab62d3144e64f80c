/**
 * The check digit that follows a body of digits in a GS1 key: GTIN, GLN, SSCC, GRAI and the rest (GS1 General Specifications,
 * 7.9.1): weights 3 and 1 in turn from the right.
 */
export function checkDigit(body: string): number {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

/** Characters of AIs of type X, in the order of their values (GS1 General Specifications, figure 7.11). */
export const CSET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
/** Characters of check pairs: none that is easily mistaken for another. */
const CSET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A body may have as many characters as there are primes below 510: each has a weight of its own. */
export const LONGEST_CHECK_PAIR_BODY = 97

const primes: number[] = []
for (let n = 2; primes.length < LONGEST_CHECK_PAIR_BODY; n++)
  if (primes.every((prime) => n % prime !== 0)) primes.push(n)

/**
 * The two check characters that follow a body of CSET 82 characters in a Global Model Number (GS1 General Specifications,
 * 7.9.5); undefined for a body that is too long or has other characters.
 */
export function checkPair(body: string): string | undefined {
  if (body.length > LONGEST_CHECK_PAIR_BODY) return undefined
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const value = CSET_82.indexOf(body[i]!)
    if (value < 0) return undefined
    sum += value * primes[body.length - 1 - i]!
  }
  sum %= 1021
  return CSET_32[sum >> 5]! + CSET_32[sum & 31]!
}
