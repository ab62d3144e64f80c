import { z } from 'zod'
import type { Locale } from '../../kernel/errors/problem.ts'
import { moment } from '../../kernel/wire.ts'
import type { DeclaredFlag } from './declared-flags.ts'

export const flagOutput = z.object({
  flag: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  byDefault: z.boolean(),
  /** Null while the default holds. */
  setBy: z.string().nullable(),
  setAt: moment.nullable(),
  why: z.string().nullable(),
})

export const flagText = (flag: DeclaredFlag, locale: Locale) => ({
  flag: flag.name,
  description: flag.description[locale],
  byDefault: flag.byDefault,
})
