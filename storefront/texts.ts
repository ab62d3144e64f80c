import { en } from './texts/en.ts'
import { th } from './texts/th.ts'

export type Locale = 'en' | 'th'
export const LOCALES: readonly Locale[] = ['en', 'th']

type English = typeof en
export type TextKey = keyof English

/** A language beside English: every key, less the singulars, which the others here do not have. */
export type Translation = { readonly [Key in Exclude<TextKey, `${string}.one`>]: string }

/** Keys of texts chosen by a count. */
export type CountKey = {
  [Key in TextKey]: Key extends `${infer Stem}.one` ? (`${Stem}.other` extends TextKey ? Stem : never) : never
}[TextKey]

type HolesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | HolesIn<Rest> : never
type Fillings<Name extends string> = Readonly<Record<Name, string | number>>
type FillingsOf<Key extends TextKey> = [HolesIn<English[Key]>] extends [never]
  ? []
  : [fillings: Fillings<HolesIn<English[Key]>>]
type CountFillingsOf<Key extends CountKey> = [
  Exclude<HolesIn<English[`${Key}.other` & TextKey]>, 'count'>,
] extends [never]
  ? []
  : [fillings: Fillings<Exclude<HolesIn<English[`${Key}.other` & TextKey]>, 'count'>>]

/** Gives a text in one language; the types ask for exactly the values that the text has holes for. */
export interface Translator {
  <Key extends TextKey>(key: Key, ...fillings: FillingsOf<Key>): string
  /** The text for a count; the count fills `{count}`, written as the language writes numbers. */
  count<Key extends CountKey>(key: Key, count: number, ...fillings: CountFillingsOf<Key>): string
}

const TEXTS: Readonly<Record<Locale, Readonly<Partial<Record<string, string>>>>> = { en, th }
const TRANSLATORS: Readonly<Record<Locale, Translator>> = { en: create('en'), th: create('th') }

/** The translator of a language; made once. */
export function translator(locale: Locale): Translator {
  return TRANSLATORS[locale]
}

/** The first language of an `Accept-Language` header that we have, by its weights; English otherwise, unless told. */
export function preferredLocale(acceptLanguage: string | undefined, otherwise: Locale = 'en'): Locale {
  const wished = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [range = '', ...parameters] = entry.trim().toLowerCase().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { language: range.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wished) {
    const locale = LOCALES.find((known) => known === language)
    if (locale !== undefined) return locale
  }
  return otherwise
}

/** Reads a language out of untrusted input (`?lang=`, a cookie). */
export function parseLocale(input: string | undefined): Locale | undefined {
  return LOCALES.find((known) => known === input)
}

function create(locale: Locale): Translator {
  const plural = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(locale === 'th' ? 'th-TH' : 'en-GB')
  const print = (value: string | number) => (typeof value === 'number' ? numbers.format(value) : value)
  const text = (key: string, fillings: Fillings<string> = {}) => {
    const found = Object.hasOwn(TEXTS[locale], key) ? TEXTS[locale][key] : undefined
    if (found === undefined) throw new Error(`no text ${key} in ${locale}`)
    return found.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = fillings[name]
      return value === undefined ? hole : print(value)
    })
  }
  const count = (key: string, count: number, fillings: Fillings<string> = {}) =>
    text(`${key}.${plural.select(count)}`, { ...fillings, count })
  return Object.assign(text, { count })
}
