import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { parseHuman } from '../../../../shared/serial/format.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import { type LegacyForm, legacyNumber } from '../line/legacy-pattern.ts'
import { rangesOf } from '../range/range-numbers.ts'

/** An old number: as printed and as compared. */
export interface OldNumber {
  readonly human: string
  readonly folded: string
}

export const LONGEST_NUMBER = 60
/** Numbers of a pattern that are looked at together when somebody has typed some of them ahead. */
const WINDOW = { least: 64, most: 50_000 }

/** Whether a text can be the number of a piece: it says something and does not read like a standard serial. */
export function isUsable({ human, folded }: OldNumber): boolean {
  return (
    folded !== '' &&
    human.length <= LONGEST_NUMBER &&
    !/\p{C}/u.test(folded) &&
    // It would stand in the way of the standard serial that reads the same.
    !parseHuman(human).ok
  )
}

export const oldNumber = (human: string): OldNumber => ({ human, folded: fold(human) })

function usable(human: string): OldNumber {
  const number = oldNumber(human)
  if (!isUsable(number)) throw fail('serials.number_unusable', { number: human.slice(0, LONGEST_NUMBER) })
  return number
}

/** Numbers as somebody typed them, each one usable and none there twice. */
export function typedNumbers(numbers: readonly string[]): OldNumber[] {
  const seen = new Set<string>()
  return numbers.map((number) => {
    const one = usable(number.trim())
    if (seen.has(one.folded)) throw fail('serials.number_twice', { number: one.human })
    seen.add(one.folded)
    return one
  })
}

/** Pieces that have one of these numbers, or carry one of them in their QR code. */
export const takenNumbers = (
  ctx: TenantContext,
  folded: readonly string[],
): Promise<{ folded: string; human: string; product_id: string }[]> =>
  ctx.tx.rows(
    sql`select a.folded, s.human, s.product_id from unnest(${folded}::text[]) a(folded)
      join serial s on s.tenant_id = ${ctx.tenant.id}::uuid and s.folded = a.folded
      union all
      select a.folded, s.human, s.product_id from unnest(${folded}::text[]) a(folded)
      join serial s on s.tenant_id = ${ctx.tenant.id}::uuid and s.compact = a.folded and s.kind = 'standard'`,
  )

/** A courtesy that names the number; the unique index is what decides. */
export async function refuseTaken(ctx: TenantContext, numbers: readonly OldNumber[]): Promise<void> {
  const [taken] = await takenNumbers(
    ctx,
    numbers.map((number) => number.folded),
  )
  if (taken) throw fail('serials.number_taken', { number: taken.human })
}

/**
 * The next numbers of a pattern. One conditional upsert takes them; numbers that somebody typed, imported or had printed ahead are
 * left out, and the count goes on behind them.
 */
export async function numbersOfPattern(
  ctx: TenantContext,
  form: LegacyForm,
  quantity: number,
): Promise<OldNumber[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const { last: counted } = await ctx.tx.one<{ last: bigint }>(
    sql`insert into serial_number_counter as c (tenant_id, id, scope, last)
      values (${tenant}, ${newId(ctx.now.getTime())}::uuid, ${form.scope}, ${quantity}::bigint)
      on conflict (tenant_id, scope) do update set last = c.last + excluded.last
      returning last`,
  )
  const last = Number(counted)
  const free = await freeOf(ctx, form, last - quantity + 1, quantity)
  if (free.length === quantity) return free.map(({ number }) => number)
  let from = last + 1
  let width = Math.max(quantity, WINDOW.least)
  while (free.length < quantity) {
    free.push(...(await freeOf(ctx, form, from, width)))
    from += width
    width = Math.min(width * 2, WINDOW.most)
  }
  const given = free.slice(0, quantity)
  await ctx.tx.run(
    sql`update serial_number_counter set last = ${given.at(-1)!.seq}::bigint where tenant_id = ${tenant} and scope = ${form.scope}`,
  )
  return given.map(({ number }) => number)
}

async function freeOf(ctx: TenantContext, form: LegacyForm, from: number, count: number) {
  const numbers = Array.from({ length: count }, (_, i) => ({
    seq: from + i,
    number: usable(legacyNumber(form, from + i)),
  }))
  const folded = numbers.map(({ number }) => number.folded)
  const [taken, printed] = await Promise.all([takenNumbers(ctx, folded), rangesOf(ctx, folded)])
  const gone = new Set([...taken, ...printed].map((one) => one.folded))
  return numbers.filter(({ number }) => !gone.has(number.folded))
}
