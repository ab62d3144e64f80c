const DAY_MS = 86_400_000

/**
 * The week of a day by ISO 8601: weeks begin on Monday, and belong to the year that has their Thursday. So the first days of
 * January may be in week 52 or 53 of the year before, the last ones of December in week 1 of the next.
 */
export function isoWeekOf(day: string): { year: number; week: number } {
  const ms = Date.parse(`${day}T00:00:00Z`)
  const weekday = (new Date(ms).getUTCDay() + 6) % 7
  const thursday = new Date(ms + (3 - weekday) * DAY_MS)
  const year = thursday.getUTCFullYear()
  return { year, week: 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) }
}
