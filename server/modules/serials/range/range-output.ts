import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id, moment } from '../../../kernel/wire.ts'
import { printedNumber } from './range-numbers.ts'

export const rangeOutput = z.object({
  id,
  name: z.string(),
  line: z.string(),
  product: z.object({ id, sku: z.string(), name: z.string() }).nullable(),
  prefix: z.string(),
  digits: z.number().int(),
  first: z.number().int(),
  last: z.number().int(),
  firstNumber: z.string().meta({ description: 'As printed' }),
  lastNumber: z.string(),
  nextNumber: z.string().nullable().meta({ description: 'The lowest that is left' }),
  account: z
    .object({
      total: z.number().int(),
      used: z.number().int(),
      void: z.number().int(),
      left: z.number().int(),
    })
    .meta({ description: 'total = used + void + left' }),
  createdAt: moment,
})

export interface RangeRow {
  id: string
  name: string
  line: string
  product_id: string | null
  sku: string | null
  product_name: string | null
  prefix: string
  digits: number
  first: bigint
  last: bigint
  next_left: bigint | null
  used: number
  voided: number
  created_at: Date
}

/** Ranges with their accounts; `r` and `p` are the range and its product. */
export const rangesWhere = (where: Sql, limit: number): Sql =>
  sql`select r.id, r.name, r.line, r.product_id, p.sku, p.name as product_name, r.prefix, r.digits, r.first, r.last,
      case when r.used + r.voided < r.last - r.first + 1 then (
        select s.number from (select generate_series(r.next, r.last) as number) s
        where not exists (
          select from serial_range_number n where n.tenant_id = r.tenant_id and n.range_id = r.id and n.number = s.number
        ) limit 1
      ) end as next_left, r.used, r.voided, r.created_at
    from serial_range r left join product p on p.tenant_id = r.tenant_id and p.id = r.product_id
    where ${where} order by r.id desc limit ${limit}::int`

export function toRange(row: RangeRow): z.output<typeof rangeOutput> {
  const first = Number(row.first)
  const last = Number(row.last)
  const total = last - first + 1
  return {
    id: row.id,
    name: row.name,
    line: row.line,
    product: row.product_id === null ? null : { id: row.product_id, sku: row.sku!, name: row.product_name! },
    prefix: row.prefix,
    digits: row.digits,
    first,
    last,
    firstNumber: printedNumber(row, first),
    lastNumber: printedNumber(row, last),
    nextNumber: row.next_left === null ? null : printedNumber(row, Number(row.next_left)),
    account: { total, used: row.used, void: row.voided, left: total - row.used - row.voided },
    createdAt: row.created_at.toISOString(),
  }
}

/** @throws Problem `not_found` */
export async function readRange(ctx: TenantContext, rangeId: string): Promise<z.output<typeof rangeOutput>> {
  const row = await ctx.tx.first<RangeRow>(
    rangesWhere(sql`r.tenant_id = ${ctx.tenant.id}::uuid and r.id = ${rangeId}::uuid`, 1),
  )
  if (!row) throw kernelFail('not_found')
  return toRange(row)
}
