import type { z } from 'zod'
import { fill, type Locale, type ProblemParams, type Texts } from '../errors/problem.ts'

/**
 * What can be said of the rows of a file, always with what would be right. Gives the function that says it in the reader's language:
 * `say('unit', ctx.locale, { unit })`.
 */
export const rowTexts =
  <const D extends Readonly<Record<string, Texts>>>(texts: D) =>
  (key: keyof D & string, locale: Locale, params: ProblemParams = {}): string =>
    fill(texts[key]![locale], params)

const thaiOf = new Map<string, string>()

/** A text for a schema, which can carry one language only: the other is found by its English words. For texts that do not change. */
export function schemaText(texts: Texts): string {
  thaiOf.set(texts.en, texts.th)
  return texts.en
}

const isThai = (text: string): boolean => /[\u0e00-\u0e7f]/.test(text)
/** What a schema says that has no words of its own: made for programmers. */
const isPlain = (text: string): boolean => /^(Too (big|small)|Invalid)\b/.test(text)

/** What is wrong with a cell, as its schema found it, in the reader's language. */
export function issueText(issue: z.core.$ZodIssue, locale: Locale): string {
  const isMissing =
    (issue.code === 'invalid_type' && issue.input === undefined && isPlain(issue.message)) ||
    (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1)
  if (isMissing) return MISSING[locale]
  if (isPlain(issue.message)) return kindOf(issue)[locale]
  if (locale === 'en' || isThai(issue.message)) return issue.message
  return thaiOf.get(issue.message) ?? kindOf(issue).th
}

const MISSING: Texts = { en: 'must not be empty', th: 'ต้องไม่เว้นว่าง' }

/** The kind of mistake. */
function kindOf(issue: z.core.$ZodIssue): Texts {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? {
            en: `must have at least ${issue.minimum} characters`,
            th: `ต้องยาวอย่างน้อย ${issue.minimum} ตัวอักษร`,
          }
        : { en: `must be at least ${issue.minimum}`, th: `ต้องไม่น้อยกว่า ${issue.minimum}` }
    case 'too_big':
      return issue.origin === 'string'
        ? { en: `must have at most ${issue.maximum} characters`, th: `ยาวได้ไม่เกิน ${issue.maximum} ตัวอักษร` }
        : { en: `must be at most ${issue.maximum}`, th: `ต้องไม่มากกว่า ${issue.maximum}` }
    case 'invalid_value':
      return {
        en: `must be one of ${issue.values.join(', ')}`,
        th: `ต้องเป็นหนึ่งใน ${issue.values.join(', ')}`,
      }
    case 'invalid_format':
      return issue.format === 'date'
        ? { en: 'must be a day such as 2026-03-02', th: 'ต้องเป็นวันที่ เช่น 2026-03-02' }
        : { en: 'is not written as it should be', th: 'รูปแบบไม่ถูกต้อง' }
    default:
      return { en: 'cannot be taken', th: 'ค่าไม่ถูกต้อง' }
  }
}
