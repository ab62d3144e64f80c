import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { isUsable, oldNumber } from '../serial/legacy-numbers.ts'
import { holdNumbers, printedNumber, tailOf } from './range-numbers.ts'
import { rangeOutput, readRange } from './range-output.ts'

/** Numbers of one range: a roll of labels has a few thousand. */
const MOST = 100_000
const MOST_DIGITS = 15

export const registerRange = command({
  name: 'serials.range.register',
  summary: 'Register numbers that were printed ahead',
  description:
    'A roll of labels or a tray of engraved plates. From then on every number of it is used, void, or left, and no pattern gives one of them. Pieces that have one already count as used.',
  route: 'POST /serials/ranges',
  status: 201,
  errors: ['serials.line_unknown', 'serials.range_overlaps', 'serials.range_unusable', 'reference.missing'],
  input: z
    .object({
      name: line(80).meta({ description: 'What people call it: “Roll 7”' }),
      line: z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters, such as HAT'),
      productId: id.nullable().default(null).meta({ description: 'The one product it is for; null for any' }),
      prefix: z
        .string()
        .max(45)
        .regex(/^[\x21-\x7e]*$/, 'only printed ASCII characters')
        .default(''),
      digits: z.number().int().min(1).max(MOST_DIGITS),
      first: z.number().int().min(0),
      last: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    })
    .refine(({ first, last }) => last >= first && last - first < MOST, {
      path: ['last'],
      message: `from first on, at most ${MOST} numbers`,
    }),
  output: rangeOutput,
  example: { name: 'Roll 7', line: 'HAT', prefix: 'MA-', digits: 5, first: 1, last: 5000 },
  async run(ctx, input) {
    const { first, last } = input
    const [lowest, highest] = [first, last].map((number) => oldNumber(printedNumber(input, number))) as [
      ReturnType<typeof oldNumber>,
      ReturnType<typeof oldNumber>,
    ]
    const low = tailOf(lowest.folded)
    const high = tailOf(highest.folded)
    if (!low || !high || low.width !== high.width || !isUsable(lowest) || !isUsable(highest))
      throw fail('serials.range_unusable', { number: highest.human })
    const tenant = sql`${ctx.tenant.id}::uuid`
    const rangeId = newId(ctx.now.getTime())
    const [, known] = await Promise.all([
      holdNumbers(ctx),
      ctx.tx.one<{ has_line: boolean; has_product: boolean }>(
        sql`select exists (select from serial_line where tenant_id = ${tenant} and code = ${input.line}) as has_line,
          ${input.productId}::uuid is null or exists (
            select from product where tenant_id = ${tenant} and id = ${input.productId}::uuid and deleted_at is null) as has_product`,
      ),
    ])
    if (!known.has_line) throw fail('serials.line_unknown', { line: input.line })
    if (!known.has_product) throw kernelFail('reference.missing', { field: 'productId' })
    await ctx.tx.run(
      sql`insert into serial_range (tenant_id, id, name, line, product_id, prefix, digits, first, last, head, width, low, high, next,
          created_at, updated_at)
        values (${tenant}, ${rangeId}::uuid, ${input.name}, ${input.line}, ${input.productId}::uuid, ${input.prefix}, ${input.digits}::int,
          ${first}::bigint, ${last}::bigint, ${low.head}, ${low.width}::int, ${low.value}::bigint, ${high.value}::bigint, ${first}::bigint,
          ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`,
    )
    await takeOver(ctx, rangeId, { ...low, first, lowest: lowest.folded, highest: highest.folded })
    ctx.audit({
      entity: 'serial_range',
      id: rangeId,
      label: input.name,
      changes: { first: lowest.human, last: highest.human },
    })
    return await readRange(ctx, rangeId)
  },
})

/** Pieces that have one of the numbers already are in the account from the beginning. */
async function takeOver(
  ctx: TenantContext,
  rangeId: string,
  range: { head: string; value: bigint; first: number; lowest: string; highest: string },
): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const digitsFrom = sql`${range.head.length + 1}::int`
  // The texts of one length that begin alike stand in the order of their numbers.
  const found = await ctx.tx.rows<{ id: string; number: bigint; is_void: boolean }>(
    sql`select s.id, substr(s.folded, ${digitsFrom})::bigint - ${range.value}::bigint + ${range.first}::bigint as number,
        s.state = 'void' as is_void
      from serial s
      where s.tenant_id = ${tenant} and s.folded >= ${range.lowest} and s.folded <= ${range.highest}
        and length(s.folded) = ${range.lowest.length}::int and s.kind = 'legacy' and substr(s.folded, ${digitsFrom}) ~ '^[0-9]+$'`,
  )
  if (found.length === 0) return
  await ctx.tx.run(
    sql`with entered as (
        insert into serial_range_number (tenant_id, id, range_id, number, fate, serial_id, at, actor_name)
        select ${tenant}, g.id, ${rangeId}::uuid, g.number, 'used', g.serial_id, ${ctx.now}::timestamptz, ${ctx.principal.name}
        from unnest(${found.map(() => newId(ctx.now.getTime()))}::uuid[], ${found.map((one) => one.number)}::bigint[],
          ${found.map((one) => one.id)}::uuid[]) as g(id, number, serial_id)
      )
      update serial_range set used = ${found.filter((one) => !one.is_void).length}::int,
        voided = ${found.filter((one) => one.is_void).length}::int
      where tenant_id = ${tenant} and id = ${rangeId}::uuid`,
  )
}
