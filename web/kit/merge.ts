/** One field that is not what it was. */
export interface Difference<Values> {
  name: keyof Values & string
  mine: unknown
  theirs: unknown
}

export interface Merged<Values> {
  /** Mine with what only they changed. */
  values: Values
  /** What they changed and I did not: taken over. */
  taken: Difference<Values>[]
  /** What both of us changed, and not alike: mine, until a person decides. */
  disputed: Difference<Values>[]
}

const same = (a: unknown, b: unknown): boolean => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b)

/** Puts two changes of one record together, field by field, given what it was before both. */
export function merge<Values extends object>(base: Values, mine: Values, theirs: Values): Merged<Values> {
  const merged: Merged<Values> = { values: { ...mine }, taken: [], disputed: [] }
  for (const name of Object.keys(mine) as (keyof Values & string)[]) {
    const difference = { name, mine: mine[name], theirs: theirs[name] }
    if (same(mine[name], theirs[name]) || same(base[name], theirs[name])) continue
    if (same(base[name], mine[name])) {
      merged.values[name] = theirs[name]
      merged.taken.push(difference)
    } else {
      merged.disputed.push(difference)
    }
  }
  return merged
}

export const isSame = (a: object, b: object): boolean => same(a, b)
