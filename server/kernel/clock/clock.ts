/** The only source of "now" in the program, so that a test can hold it in its hand. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is told otherwise. */
export class TestClock implements Clock {
  #ms: number
  constructor(start: string | Date) {
    this.#ms = new Date(start).getTime()
  }
  now(): Date {
    return new Date(this.#ms)
  }
  set(moment: string | Date): void {
    this.#ms = new Date(moment).getTime()
  }
  advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number; ms?: number }): void {
    const { days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0 } = by
    this.#ms += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + ms
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()
const days = new Map<string, { fromMs: number; untilMs: number; day: string }>()

/** The calendar day (`YYYY-MM-DD`) of a moment in an IANA time zone. */
export function dayIn(timeZone: string, moment: Date): string {
  const ms = moment.getTime()
  const known = days.get(timeZone)
  if (known && ms >= known.fromMs && ms < known.untilMs) return known.day
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  const day = format.format(moment)
  // Zones change days on a quarter of an hour at the finest: within that quarter the answer stands.
  const quarterMs = 15 * 60_000
  const fromMs = Math.floor(ms / quarterMs) * quarterMs
  days.set(timeZone, { fromMs, untilMs: fromMs + quarterMs, day })
  return day
}

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
