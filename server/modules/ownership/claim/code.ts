import { createHash, randomBytes } from 'node:crypto'
import { checkCharacter, hasValidCheck } from '../../../../shared/serial/check.ts'
import { CROCKFORD, isCrockford } from '../../../../shared/serial/crockford.ts'
import { fold } from '../../../../shared/serial/fold.ts'

/** 75 random bits and a check character that tells a slip of the finger before anybody is asked. */
const RANDOM = 15
const LENGTH = RANDOM + 1

/** A new code as it is printed: `7K2M-94QX-B1ZT-30WC`. */
export function newCode(): string {
  for (;;) {
    const text = [...randomBytes(RANDOM)].map((byte) => CROCKFORD[byte % 32]!).join('')
    const check = checkCharacter(text)
    if (isCrockford(check)) return (text + check).match(/.{4}/g)!.join('-')
  }
}

/** For examples: none that was ever given, but for one in 2^75. */
export const EXAMPLE_CODE = '7K2M-94QX-B1ZT-301Y'

/** What was typed as a code without its hyphens; undefined where it cannot be one, which says nothing of any piece. */
export function readCode(typed: string): string | undefined {
  const folded = fold(typed.slice(0, 100))
  return folded.length === LENGTH && isCrockford(folded) && hasValidCheck(folded) ? folded : undefined
}

/** What is kept of a code, in any of its forms. */
export const hashCode = (typed: string): string =>
  createHash('sha256')
    .update(`claim|${fold(typed)}`)
    .digest('base64url')
