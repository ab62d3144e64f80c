import { operationsEn } from '../texts/operations.en.ts'
import { operationsTh } from '../texts/operations.th.ts'
import type { Language, Locale, PlainKey } from '../texts/texts.tsx'

const WORDS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: operationsEn,
  th: operationsTh,
}

/** What was done to a record whose kind somebody has added, by the last word of the operation's name. */
const VERBS: Readonly<Record<string, PlainKey>> = {
  create: 'did.create',
  update: 'did.update',
  delete: 'did.delete',
  restore: 'did.restore',
  import: 'did.import',
}

/** What was done, as it follows the name of who did it: `shipped the order`. */
export const eventText = ({ locale, t }: Language, operation: string): string =>
  WORDS[locale][operation] ?? t(VERBS[operation.slice(operation.lastIndexOf('.') + 1)] ?? 'did.something')

/** The same where it stands by itself: `Shipped the order`. */
export const eventTitle = (language: Language, operation: string): string => {
  const text = eventText(language, operation)
  return text.charAt(0).toUpperCase() + text.slice(1)
}
