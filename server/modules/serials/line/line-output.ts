import { z } from 'zod'
import { id } from '../../../kernel/wire.ts'
import { patternRefusal } from './legacy-pattern.ts'

export const lineOutput = z.object({
  id,
  code: z.string(),
  index: z.number().int().meta({ description: 'Its number in the compact form: HAT 0, OEM 1' }),
  name: z.string(),
  legacyPattern: z.string(),
  standard: z.boolean().meta({ description: 'Whether it issues standard serials now' }),
})

export const patternInput = z.string().superRefine((pattern, context) => {
  const refusal = patternRefusal(pattern)
  if (refusal !== undefined) context.addIssue(refusal)
})

export interface LineRow {
  id: string
  code: string
  line_index: number
  name: string
  legacy_pattern: string
  standard: boolean
}

export const toLine = (row: LineRow): z.output<typeof lineOutput> => ({
  id: row.id,
  code: row.code,
  index: row.line_index,
  name: row.name,
  legacyPattern: row.legacy_pattern,
  standard: row.standard,
})
