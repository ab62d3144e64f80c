import { fold } from '../../../shared/serial/fold.ts'

/** More than one slip makes of two neighbours. */
const MOST = 2

/**
 * The part of a number, as it is printed, in which what was typed differs from it: its begin and end in `printed`. Undefined where they are
 * no slip apart, as where another form of the number was typed. What is compared is folded, so that hyphens and O for 0 are no difference.
 */
export function differing(printed: string, typed: string): { from: number; to: number } | undefined {
  const places: number[] = []
  let folded = ''
  for (const [at, sign] of [...printed].entries()) {
    const one = fold(sign)
    folded += one
    for (let i = 0; i < one.length; i++) places.push(at)
  }
  const meant = fold(typed)
  let from = 0
  while (from < folded.length && folded[from] === meant[from]) from++
  let rest = 0
  while (rest < Math.min(folded.length, meant.length) - from && folded.at(-1 - rest) === meant.at(-1 - rest))
    rest++
  // A sign too many stands between two; both are shown.
  const length = Math.max(folded.length - rest - from, 1)
  if (folded === meant || length > MOST || meant.length - rest - from > MOST) return undefined
  const begin = Math.min(from, folded.length - 1)
  return { from: places[begin]!, to: places[Math.min(begin + length, folded.length) - 1]! + 1 }
}
