import { labelsEn } from '../../texts/labels.en.ts'
import { labelsTh } from '../../texts/labels.th.ts'
import { type Locale, useLanguage } from '../../texts/texts.tsx'

type Part = Readonly<Record<string, string>>
interface Labels {
  lists: Part
  verbs: Part
  values: Part
  fields: Part
}
const LABELS: Readonly<Record<Locale, Labels>> = { en: labelsEn, th: labelsTh }

/** `boughtOn` → `Bought on`: what stands there until somebody has given it a label. */
export const asWords = (name: string): string => {
  const words = name
    .split('.')
    .at(-1)!
    .replace(/_/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How a list, its fields, commands and values are called. */
export interface Naming {
  list(list: string): string
  field(list: string, field: string): string
  /** The label of a field by its name alone, where it has one. */
  known(field: string): string | undefined
  /** A command by its verb: `sales.order.ship`. */
  verb(operation: string): string
  value(list: string, field: string, value: string): string
}

export function namingIn(locale: Locale): Naming {
  const { lists, verbs, values, fields } = LABELS[locale]
  return {
    list: (list) => lists[list] ?? asWords(list),
    field: (list, field) => fields[`${list}.${field}`] ?? fields[field] ?? asWords(field),
    known: (field) => fields[field],
    verb: (operation) => verbs[operation] ?? verbs[operation.split('.').at(-1)!] ?? asWords(operation),
    value: (list, field, value) =>
      values[`${list}.${field}.${value}`] ?? values[`${field}.${value}`] ?? asWords(value),
  }
}

export const useNaming = (): Naming => namingIn(useLanguage().locale)
