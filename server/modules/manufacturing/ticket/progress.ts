import { z } from 'zod'
import { formatScaled } from '../../../../shared/decimal.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal } from '../../../kernel/wire.ts'
import { millionths } from '../quantity.ts'

export const progress = z.object({
  earnedMinutes: decimal,
  totalMinutes: decimal,
  percent: decimal.meta({ description: '0 to 100, two decimals, cut off: 100 only when all is earned' }),
})

interface Earned {
  earned_minutes: string
  total_minutes: string
  good_quantity: string
  quantity: string
}

/** Earned ÷ total standard minutes; where operations have no minutes, finished ÷ wanted. */
export function percent(row: Earned): z.output<typeof progress> {
  const total = millionths(row.total_minutes)
  const [part, whole] =
    total > 0n
      ? [millionths(row.earned_minutes), total]
      : [millionths(row.good_quantity), millionths(row.quantity)]
  return {
    earnedMinutes: trimDecimal(row.earned_minutes),
    totalMinutes: trimDecimal(row.total_minutes),
    percent: trimDecimal(formatScaled((part * 10_000n) / whole, 2)),
  }
}
