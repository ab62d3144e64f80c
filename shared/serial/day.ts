const EPOCH_MS = Date.UTC(2020, 0, 1)
const MS_PER_DAY = 86_400_000

/** The last day that fits the 15 bits of the compact form: 2109-09-18. */
export const LAST_DAY_NUMBER = 2 ** 15 - 1

/** Days from 2020-01-01 to an ISO date; undefined for what is no date or lies outside 2020-01-01 to 2109-09-18. */
export function dayNumber(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const month = Number(day.slice(5, 7)) - 1
  const date = new Date(Date.UTC(Number(day.slice(0, 4)), month, Number(day.slice(8))))
  // 30 February becomes 1 March; in a serial it is no day.
  if (date.getUTCMonth() !== month || date.getUTCDate() !== Number(day.slice(8))) return undefined
  const number = (date.getTime() - EPOCH_MS) / MS_PER_DAY
  return number >= 0 && number <= LAST_DAY_NUMBER ? number : undefined
}

/** The ISO date a number of days after 2020-01-01. */
export function dayOfNumber(number: number): string {
  return new Date(EPOCH_MS + number * MS_PER_DAY).toISOString().slice(0, 10)
}
