import { fuzzy } from '../fuzzy.ts'
import type { Group } from './option.ts'

const MOST_FOUND = 8
/** From this score on {@link fuzzy} has found the words as they stand. */
const MEANT = 60

/** What is offered for what was typed: all there is for nothing, else what fits, with the records that were found. */
export function groupsFor(
  typed: string,
  own: readonly Group[],
  records: readonly Group[],
  named: string,
): Group[] {
  const words = typed.trim()
  if (words === '') return own.filter(({ options }) => options.length > 0)
  const fits = own.flatMap(({ options }) =>
    options.flatMap((option) => {
      const score = Math.max(
        fuzzy(option.words, words) ?? -1,
        option.aliases === undefined ? -1 : (fuzzy(option.aliases, words) ?? -1),
      )
      return score < 0 ? [] : [{ option, score }]
    }),
  )
  fits.sort((a, b) => b.score - a.score)
  const options = fits.slice(0, MOST_FOUND).map(({ option }) => option)
  const mine: Group[] = options.length > 0 ? [{ id: 'named', label: named, options }] : []
  // What was named nearly whole was meant; otherwise records come first.
  return (fits[0]?.score ?? 0) >= MEANT ? [...mine, ...records] : [...records, ...mine]
}
