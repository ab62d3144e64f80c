import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { fail } from '../errors.ts'

/** Digits that fit a bigint whatever they are. */
export const MOST_DIGITS = 18

/** A folded number as its beginning and the digits at its end: the one way to read it, however it was printed. */
export interface Tail {
  readonly head: string
  readonly width: number
  readonly value: bigint
}

/** Undefined for a number that does not end with 1 to 18 digits: it is in no range. */
export function tailOf(folded: string): Tail | undefined {
  const digits = /\d+$/.exec(folded)?.[0]
  if (digits === undefined || digits.length > MOST_DIGITS) return undefined
  return { head: folded.slice(0, -digits.length), width: digits.length, value: BigInt(digits) }
}

/** A number of a range as printed. */
export const printedNumber = (range: { prefix: string; digits: number }, number: number): string =>
  range.prefix + String(number).padStart(range.digits, '0')

/** A number that stands in a range, and what became of it there. */
export interface RangeNumber {
  readonly folded: string
  readonly rangeId: string
  readonly rangeName: string
  readonly line: string
  readonly productId: string | null
  readonly number: number
  readonly fate: 'used' | 'void' | null
}

interface Row {
  folded: string
  range_id: string
  range_name: string
  line: string
  product_id: string | null
  number: bigint
  fate: 'used' | 'void' | null
}

const LOCK = 'serial_range'
const lockKey = (ctx: TenantContext): Sql => sql`hashtextextended(${`${LOCK}|${ctx.tenant.id}`}, 0)`

/** Whoever gives old numbers holds this to the end: meanwhile no range is registered. Sent ahead of what it protects. */
export const holdRanges = (ctx: TenantContext): Promise<unknown> =>
  ctx.tx.run(sql`select pg_advisory_xact_lock_shared(${lockKey(ctx)})`)

/** Whoever registers a range waits for those who give numbers, and they for it: both see what the other did. */
export const holdNumbers = (ctx: TenantContext): Promise<unknown> =>
  ctx.tx.run(sql`select pg_advisory_xact_lock(${lockKey(ctx)})`)

/** Which of these numbers stand in a range. The ranges are locked, in the order of their ids. */
export async function rangesOf(ctx: TenantContext, folded: readonly string[]): Promise<RangeNumber[]> {
  const tails = folded.flatMap((text) => {
    const tail = tailOf(text)
    return tail ? [{ text, ...tail }] : []
  })
  if (tails.length === 0) return []
  const rows = await ctx.tx.rows<Row>(
    sql`select g.folded, r.id as range_id, r.name as range_name, r.line, r.product_id, r.first + (g.value - r.low) as number, n.fate
      from unnest(${tails.map((t) => t.text)}::text[], ${tails.map((t) => t.head)}::text[], ${tails.map((t) => t.width)}::int[],
        ${tails.map((t) => t.value)}::bigint[]) as g(folded, head, width, value)
      join serial_range r on r.tenant_id = ${ctx.tenant.id}::uuid and r.head = g.head and r.width = g.width
        and g.value between r.low and r.high
      left join serial_range_number n on n.tenant_id = r.tenant_id and n.range_id = r.id and n.number = r.first + (g.value - r.low)
      order by r.id, g.value for update of r`,
  )
  return rows.map((row) => ({
    folded: row.folded,
    rangeId: row.range_id,
    rangeName: row.range_name,
    line: row.line,
    productId: row.product_id,
    number: Number(row.number),
    fate: row.fate,
  }))
}

/**
 * Which of the numbers that are to be given stand in a range, so that its account is told.
 *
 * @throws Problem `serials.range_number_void`, `serials.number_taken`, `serials.range_not_for`
 */
export async function claimNumbers(
  ctx: TenantContext,
  numbers: readonly { human: string; folded: string }[],
  piece: { line: string; productId: string },
): Promise<RangeNumber[]> {
  const found = await rangesOf(
    ctx,
    numbers.map((number) => number.folded),
  )
  for (const one of found) {
    const number = numbers.find(({ folded }) => folded === one.folded)!.human
    if (one.fate === 'void') throw fail('serials.range_number_void', { number, range: one.rangeName })
    if (one.fate === 'used') throw fail('serials.number_taken', { number })
    if (one.line !== piece.line || (one.productId !== null && one.productId !== piece.productId))
      throw fail('serials.range_not_for', { number, range: one.rangeName })
  }
  return found
}

/** Enters numbers that pieces have now into the accounts of their ranges. One statement. */
export async function enterUsed(
  ctx: TenantContext,
  used: readonly { rangeId: string; number: number; serialId: string }[],
): Promise<void> {
  if (used.length === 0) return
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(
    sql`with entered as (
        insert into serial_range_number (tenant_id, id, range_id, number, fate, serial_id, at, actor_name)
        select ${tenant}, g.id, g.range_id, g.number, 'used', g.serial_id, ${ctx.now}::timestamptz, ${ctx.principal.name}
        from unnest(${used.map(() => newId(ctx.now.getTime()))}::uuid[], ${used.map((u) => u.rangeId)}::uuid[],
          ${used.map((u) => u.number)}::bigint[], ${used.map((u) => u.serialId)}::uuid[]) as g(id, range_id, number, serial_id)
        returning range_id
      )
      update serial_range r set used = r.used + e.count, updated_at = ${ctx.now}::timestamptz
      from (select range_id, count(*)::int as count from entered group by range_id) e
      where r.tenant_id = ${tenant} and r.id = e.range_id`,
  )
}

/**
 * The lowest numbers of a range that are left, as printed.
 *
 * @throws Problem `not_found`, `serials.range_short`
 */
export async function nextOfRange(ctx: TenantContext, rangeId: string, quantity: number): Promise<string[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const range = await ctx.tx.first<{ name: string; prefix: string; digits: number; left: bigint }>(
    sql`select name, prefix, digits, last - first + 1 - used - voided as left from serial_range
      where tenant_id = ${tenant} and id = ${rangeId}::uuid for update`,
  )
  if (!range) throw kernelFail('not_found')
  if (Number(range.left) < quantity)
    throw fail('serials.range_short', { range: range.name, left: Number(range.left), wanted: quantity })
  // The series is made as far as it is read: it ends with the last number that is needed.
  const rows = await ctx.tx.rows<{ number: bigint }>(
    sql`with free as materialized (
        select number from (
          select generate_series(r.next, r.last) as number from serial_range r where r.tenant_id = ${tenant} and r.id = ${rangeId}::uuid
        ) s
        where not exists (
          select from serial_range_number n where n.tenant_id = ${tenant} and n.range_id = ${rangeId}::uuid and n.number = s.number
        ) limit ${quantity}::int
      ), moved as (
        update serial_range set next = (select max(number) + 1 from free) where tenant_id = ${tenant} and id = ${rangeId}::uuid
      )
      select number from free order by number`,
  )
  return rows.map((row) => printedNumber(range, Number(row.number)))
}

/** Numbers of pieces that became void count as void in the accounts of their ranges. */
export async function enterVoided(ctx: TenantContext, serialIds: readonly string[]): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  await ctx.tx.run(
    sql`with gone as (
        select range_id, count(*)::int as count from serial_range_number
        where tenant_id = ${tenant} and serial_id = any(${serialIds}::uuid[]) group by range_id
      ), locked as materialized (
        select r.id, g.count from serial_range r join gone g on g.range_id = r.id where r.tenant_id = ${tenant} order by r.id for update of r
      )
      update serial_range r set used = r.used - l.count, voided = r.voided + l.count, updated_at = ${ctx.now}::timestamptz
      from locked l where r.tenant_id = ${tenant} and r.id = l.id`,
  )
}
