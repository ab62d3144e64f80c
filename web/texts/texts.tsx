import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { en } from './en.ts'

export type Locale = 'en' | 'th'
export const LOCALES: readonly Locale[] = ['en', 'th']
/** How each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', th: 'ไทย' }
/** The locale that numbers and dates are written in. */
export const LOCALE_TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', th: 'th-TH' }

type English = typeof en
export type TextKey = keyof English

/** A language beside English: every key, less the singulars, which Thai does not have. */
export type Translation = { readonly [Key in Exclude<TextKey, `${string}.one`>]: string }

/** Keys of texts chosen by a count. */
type CountKey = {
  [Key in TextKey]: Key extends `${infer Stem}.one` ? (`${Stem}.other` extends TextKey ? Stem : never) : never
}[TextKey]

type HolesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | HolesIn<Rest> : never
type Fillings<Name extends string> = Readonly<Record<Name, string | number>>
type FillingsOf<Key extends TextKey> = [HolesIn<English[Key]>] extends [never]
  ? []
  : [fillings: Fillings<HolesIn<English[Key]>>]

/** Keys of texts without holes. */
export type PlainKey = { [Key in TextKey]: [HolesIn<English[Key]>] extends [never] ? Key : never }[TextKey]

/** Gives a text in one language; the types ask for exactly the values that the text has holes for. */
export interface Translator {
  <Key extends TextKey>(key: Key, ...fillings: FillingsOf<Key>): string
  /** The text for a count; the count fills `{count}`, written as the language writes numbers. */
  count(key: CountKey, count: number): string
  /** What an error code means; undefined for one that this build does not know. */
  refusal(code: string): string | undefined
}

interface Dictionary {
  texts: Readonly<Partial<Record<string, string>>>
  refusals: Readonly<Record<string, string>>
}

async function loadDictionary(locale: Locale): Promise<Dictionary> {
  if (locale === 'th') {
    const [{ th }, refusals] = await Promise.all([import('./th.ts'), import('./refusals.th.gen.json')])
    return { texts: th, refusals: refusals.default }
  }
  const [{ en }, refusals] = await Promise.all([import('./en.ts'), import('./refusals.en.gen.json')])
  return { texts: en, refusals: refusals.default }
}

function createTranslator(locale: Locale, { texts, refusals }: Dictionary): Translator {
  const plural = new Intl.PluralRules(locale)
  const numbers = new Intl.NumberFormat(LOCALE_TAGS[locale])
  const text = (key: string, fillings: Readonly<Record<string, string | number>> = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = fillings[name]
      if (value === undefined) return hole
      return typeof value === 'number' ? numbers.format(value) : value
    })
  return Object.assign(text, {
    count: (key: string, count: number) => text(`${key}.${plural.select(count)}`, { count }),
    refusal: (code: string) => refusals[code],
  }) as Translator
}

export interface Language {
  locale: Locale
  t: Translator
}
interface LanguageSwitch extends Language {
  setLocale(locale: Locale): void
}

const LanguageContext = createContext<LanguageSwitch | undefined>(undefined)
const STORAGE_KEY = 'touchmark.language'
let current: Locale = 'en'

/** The language of the page right now, for what is asked of the server. */
export const currentLocale = (): Locale => current

/** The language chosen before on this device, else the browser's. */
export function preferredLocale(): Locale {
  const kept = storage('get')
  if (kept === 'en' || kept === 'th') return kept
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('th')) ? 'th' : 'en'
}

function storage(verb: 'get' | 'set', value = ''): string | null {
  try {
    if (verb === 'get') return localStorage.getItem(STORAGE_KEY)
    localStorage.setItem(STORAGE_KEY, value)
  } catch {
    // A browser that keeps nothing still shows the page.
  }
  return null
}

/** The texts of a language that is not the page's. */
export const translatorOf = async (locale: Locale): Promise<Translator> =>
  createTranslator(locale, await loadDictionary(locale))

/** Loads a language's texts and makes it the language of the page. */
export async function openLanguage(locale: Locale): Promise<Language> {
  const dictionary = await loadDictionary(locale)
  current = locale
  document.documentElement.lang = locale
  return { locale, t: createTranslator(locale, dictionary) }
}

export function LanguageProvider(props: { first: Language; onChange(): void; children: ReactNode }) {
  const { first, onChange } = props
  const [language, setLanguage] = useState(first)
  const setLocale = useCallback(
    (locale: Locale) => {
      storage('set', locale)
      void openLanguage(locale).then((opened) => {
        setLanguage(opened)
        onChange()
      })
    },
    [onChange],
  )
  const value = useMemo(() => ({ ...language, setLocale }), [language, setLocale])
  return <LanguageContext value={value}>{props.children}</LanguageContext>
}

export function useLanguage(): LanguageSwitch {
  const language = useContext(LanguageContext)
  if (!language) throw new Error('outside of LanguageProvider')
  return language
}

export const useTexts = (): Translator => useLanguage().t
