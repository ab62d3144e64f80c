import type { ApiProblem } from '../api/problem.ts'
import type { Locale, PlainKey, Translator } from '../texts/texts.tsx'

/** The kinds of wrong values, as the server's schemas tell them. */
const KINDS: Readonly<Record<string, PlainKey>> = {
  required: 'field.required',
  invalid_type: 'field.required',
  too_small: 'field.tooSmall',
  too_big: 'field.tooBig',
  invalid_format: 'field.format',
  invalid_value: 'field.value',
  invalid_union: 'field.format',
  not_multiple_of: 'field.value',
}

/**
 * What is wrong with each field, for the reader. The schemas speak English and say exactly what they want; in another language the kind of
 * mistake has to do.
 */
export function fieldMessages(t: Translator, locale: Locale, problem: ApiProblem): Record<string, string> {
  const messages: Record<string, string> = {}
  for (const { field, code, message } of problem.document.errors ?? []) {
    if (field === '') continue
    const text = locale !== 'en' && KINDS[code] ? t(KINDS[code]) : message
    messages[field] = text
    // A form names the parts of an address without the address.
    messages[field.slice(field.lastIndexOf('.') + 1)] ??= text
  }
  return messages
}
