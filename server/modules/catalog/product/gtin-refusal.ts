import { gtinProblem } from '../../../../shared/gs1/gtin.ts'
import { type Config, seedsDemo } from '../../../kernel/config.ts'
import type { Locale, Problem } from '../../../kernel/errors/problem.ts'
import { rowTexts } from '../../../kernel/import/row-texts.ts'
import { fail } from '../errors.ts'

/** What writing a GTIN may be refused for. */
export const GTIN_ERRORS = [
  'catalog.gtin_check_digit',
  'catalog.gtin_in_store',
  'catalog.gtin_coupon',
  'catalog.gtin_demonstration',
  'catalog.gtin_taken',
  'catalog.gtin_claimed',
  'catalog.gtin_on_pieces',
] as const

/** Why a text of the right length is no GTIN that a product may have. Where the demo is, its products have numbers for examples. */
export function gtinRefusal(gtin: string, config: Config): Problem | undefined {
  const problem = gtinProblem(gtin)
  switch (problem?.code) {
    case undefined:
    // The field's pattern refuses it before.
    case 'length':
      return undefined
    case 'check_digit':
      return fail('catalog.gtin_check_digit', { expected: problem.expected })
    case 'prefix':
      if (problem.use === 'demonstration' && seedsDemo(config)) return undefined
      return fail(`catalog.gtin_${problem.use === 'refund' ? 'coupon' : problem.use}`)
  }
}

const say = rowTexts({
  checkDigit: { en: 'its check digit should be {expected}', th: 'เลขตรวจสอบควรเป็น {expected}' },
})

/** The same for one row of an import. */
export function rowMessage(refusal: Problem, locale: Locale): string {
  const { params } = refusal
  return 'expected' in params
    ? say('checkDigit', locale, { expected: params.expected! })
    : refusal.toDocument(locale, '').detail
}
