import { CURRENCY_CODES } from '../../../../shared/currency.ts'
import type { Choice, Locale } from '../../../../storefront/index.ts'

const known = new Map<Locale, readonly Choice[]>()

/** Every currency by its name in the language. */
export function currencyChoices(locale: Locale): readonly Choice[] {
  let choices = known.get(locale)
  if (!choices) {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    const collator = new Intl.Collator(locale)
    choices = CURRENCY_CODES.map((code) => ({
      value: code,
      label: `${names.of(code) ?? code} (${code})`,
    })).sort((a, b) => collator.compare(a.label, b.label))
    known.set(locale, choices)
  }
  return choices
}

/** Names that Unicode keeps from of old, by the ones of the IANA database that people know today. */
const TODAYS_NAMES: Readonly<Record<string, string>> = {
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** Offsets change twice a year; nobody has to restart for that. */
const ZONES_KEPT_MS = 3_600_000
let zones: { choices: readonly Choice[]; madeAtMs: number } | undefined

/** Every time zone with its distance from UTC at the moment, as "Asia/Bangkok (UTC+7)". */
export function timeZoneChoices(now: Date): readonly Choice[] {
  if (!zones || Math.abs(now.getTime() - zones.madeAtMs) > ZONES_KEPT_MS) {
    const choices = Intl.supportedValuesOf('timeZone')
      .map((name) => TODAYS_NAMES[name] ?? name)
      .sort()
      .map((name) => ({ value: name, label: `${name.replaceAll('_', ' ')} (${offsetOf(name, now)})` }))
    zones = { choices, madeAtMs: now.getTime() }
  }
  return zones.choices
}

function offsetOf(timeZone: string, now: Date): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
  const part = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')
  return (part?.value ?? 'UTC').replace('GMT', 'UTC')
}
