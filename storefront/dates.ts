import type { Moment } from './page.ts'
import type { Locale } from './texts.ts'

const TAG: Readonly<Record<Locale, string>> = { en: 'en-GB', th: 'th-TH' }

/** A calendar day (`2025-11-09`), the same in every time zone; in Thai by the Buddhist era, as people write it. */
export function dayMoment(isoDay: string, locale: Locale): Moment {
  const format = new Intl.DateTimeFormat(TAG[locale], { dateStyle: 'long', timeZone: 'UTC' })
  return { iso: isoDay, text: format.format(new Date(`${isoDay}T00:00:00Z`)) }
}

/** An instant, to the minute, in an IANA time zone. */
export function timeMoment(instant: Date, locale: Locale, timeZone: string): Moment {
  const format = new Intl.DateTimeFormat(TAG[locale], { dateStyle: 'long', timeStyle: 'short', timeZone })
  return { iso: instant.toISOString(), text: format.format(instant) }
}
