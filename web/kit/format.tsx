import { createContext, type ReactNode, useContext } from 'react'
import { LOCALE_TAGS, useLanguage } from '../texts/texts.tsx'

/** An amount as the API gives it: exact, in major units. */
export interface Money {
  amount: string
  currency: string
}

/** An IANA time zone: that of the workshop, whoever looks from wherever. */
const TimeZoneContext = createContext('UTC')
export const TimeZoneProvider = TimeZoneContext

/** An exact decimal is formatted digit by digit (ECMA-402, 2023): as a number it would pass through a double. */
const exact = (decimal: string) => decimal as `${number}`

export interface Format {
  /** ฿1,234.50: never fewer decimals than the currency usually has, or than the amount was sent with. */
  money(money: Money): string
  /** ฿1.2M: for where there is little room. */
  roughMoney(major: number, currency: string): string
  /** 12.5 */
  quantity(decimal: string): string
  /** Minutes that were worked, to a tenth; `<0.1` for less that is not nothing. */
  minutes(decimal: string): string
  count(value: number): string
  /** 0.62 is 62% */
  percent(share: number): string
  /** 2 Mar 2026, for a calendar day. */
  day(isoDay: string): string
  /** 2 Mar */
  shortDay(isoDay: string): string
  /** Mar */
  shortMonth(isoDay: string): string
  /** Monday, 2 March 2026, in the workshop's time zone. */
  today(now: Date): string
  /** 2026-03-02: the calendar day that a moment falls on in the workshop's time zone. */
  dayOf(moment: Date): string
  /** March 2026, for a day of it. */
  month(isoDay: string): string
  /** 2 Mar 2026, 10:15, in the workshop's time zone. */
  moment(iso: string): string
  /** 10:15, in the workshop's time zone. */
  time(iso: string): string
}

/** Of a minute nobody wants to read more than tenths; the books have them all. */
const SHORTEST_MIN = 0.1

function createFormat(tag: string, timeZone: string): Format {
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' })
  const shortDays = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const shortMonths = new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' })
  // Swedish writes days as ISO 8601 does.
  const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone })
  const todays = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone })
  const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const times = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone })
  const quantities = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 })
  const tenths = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 })
  const currencies = new Map<string, Intl.NumberFormat>()
  const money = (currency: string, decimals: number) => {
    const key = `${currency} ${decimals}`
    let formatter = currencies.get(key)
    if (!formatter) {
      const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
      const usual = new Intl.NumberFormat(tag, style).resolvedOptions().minimumFractionDigits ?? 2
      const shown = Math.max(usual, decimals)
      formatter = new Intl.NumberFormat(tag, {
        ...style,
        minimumFractionDigits: shown,
        maximumFractionDigits: shown,
      })
      currencies.set(key, formatter)
    }
    return formatter
  }
  return {
    // Every decimal that was sent is shown: the server knows how many the currency has.
    money: ({ amount, currency }) => money(currency, amount.split('.')[1]?.length ?? 0).format(exact(amount)),
    roughMoney: (major, currency) =>
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        notation: 'compact',
        maximumFractionDigits: 1,
      }).format(major),
    quantity: (decimal) => quantities.format(exact(decimal)),
    minutes: (decimal) => {
      const worked = Number(decimal)
      return worked > 0 && worked < SHORTEST_MIN ? `<${tenths.format(SHORTEST_MIN)}` : tenths.format(worked)
    },
    count: (value) => quantities.format(value),
    percent: (share) => percents.format(share),
    day: (isoDay) => days.format(new Date(`${isoDay.slice(0, 10)}T00:00:00Z`)),
    shortDay: (isoDay) => shortDays.format(new Date(`${isoDay.slice(0, 10)}T00:00:00Z`)),
    shortMonth: (isoDay) => shortMonths.format(new Date(`${isoDay.slice(0, 10)}T00:00:00Z`)),
    today: (now) => todays.format(now),
    dayOf: (moment) => isoDays.format(moment),
    month: (isoDay) => months.format(new Date(`${isoDay.slice(0, 10)}T00:00:00Z`)),
    moment: (iso) => moments.format(new Date(iso)),
    time: (iso) => times.format(new Date(iso)),
  }
}

// What knows a language is dear to make: one for all that is shown, not one for each cell of a list.
const formats = new Map<string, Format>()
export function formatOf(tag: string, timeZone: string): Format {
  const key = `${tag} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = createFormat(tag, timeZone)
  formats.set(key, made)
  return made
}

/** How the reader's language writes numbers, money and time. */
export function useFormat(): Format {
  const { locale } = useLanguage()
  return formatOf(LOCALE_TAGS[locale], useContext(TimeZoneContext))
}

/** Stands for a value that is not there, and says so to who cannot see it. */
export function None() {
  const { t } = useLanguage()
  return (
    <span data-none style={{ color: 'var(--muted)' }}>
      <span aria-hidden>–</span>
      <span className="visually-hidden">{t('value.none')}</span>
    </span>
  )
}

const orNone = (value: string | null | undefined, show: (value: string) => ReactNode) =>
  value === null || value === undefined || value === '' ? <None /> : show(value)

/** Money, in figures of equal width. */
export function MoneyText(props: { value: Money | null | undefined; sign?: boolean }) {
  const format = useFormat()
  if (!props.value) return <None />
  return <span className="numbers nowrap">{format.money(props.value)}</span>
}

/** Minutes that were worked, to a tenth. */
export function MinutesText(props: { value: string }) {
  const format = useFormat()
  return <span className="numbers nowrap">{format.minutes(props.value)}</span>
}

/** A quantity with its unit. */
export function QuantityText(props: { value: string | null | undefined; unit?: string | undefined }) {
  const format = useFormat()
  const { t } = useLanguage()
  return orNone(props.value, (value) => (
    <span className="numbers nowrap">
      {format.quantity(value)}
      {props.unit === undefined ? null : (
        <span style={{ color: 'var(--muted)' }}> {unitName(t, props.unit)}</span>
      )}
    </span>
  ))
}

const UNIT_KEYS = {
  pc: 'unit.pc',
  set: 'unit.set',
  pair: 'unit.pair',
  box: 'unit.box',
  roll: 'unit.roll',
  sheet: 'unit.sheet',
  sqft: 'unit.sqft',
  sqm: 'unit.sqm',
  m: 'unit.m',
  cm: 'unit.cm',
  g: 'unit.g',
  kg: 'unit.kg',
  ml: 'unit.ml',
  l: 'unit.l',
  hour: 'unit.hour',
} as const
export const UNITS = Object.keys(UNIT_KEYS) as (keyof typeof UNIT_KEYS)[]

/** A unit of quantity in the reader's language. */
export const unitName = (t: ReturnType<typeof useLanguage>['t'], unit: string): string =>
  unit in UNIT_KEYS ? t(UNIT_KEYS[unit as keyof typeof UNIT_KEYS]) : unit

/** A calendar day. */
export function DateText(props: { value: string | null | undefined }) {
  const format = useFormat()
  return orNone(props.value, (value) => (
    <time className="numbers nowrap" dateTime={value}>
      {format.day(value)}
    </time>
  ))
}

/** A moment, in the workshop's time zone. */
export function TimeText(props: { value: string | null | undefined }) {
  const format = useFormat()
  return orNone(props.value, (value) => (
    <time className="numbers nowrap" dateTime={value}>
      {format.moment(value)}
    </time>
  ))
}
