/** A round number of at least `value`, whose half is round as well: 1, 2, 4, 6, 8 or 10 times a power of ten. */
export function niceTop(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((top) => top >= value * 0.9999999) ?? value
}

/** Where the axis has a line, from its foot to its top: around zero where something is below it. */
export function ticksOf(values: readonly number[]): number[] {
  const top = niceTop(Math.max(0, ...values))
  const lowest = Math.min(0, ...values)
  const foot = lowest < 0 ? -niceTop(-lowest) : 0
  if (foot < 0) return [foot, 0, top]
  return top <= 1 ? [0, top] : [0, top / 2, top]
}

/** Which of `count` names below an axis are written where `room` pixels are there: evenly, always the last. */
export function shownNames(count: number, room: number, widest = 56): (index: number) => boolean {
  const every = Math.max(1, Math.ceil((count * widest) / Math.max(room, 1)))
  return (index) => (count - 1 - index) % every === 0
}
