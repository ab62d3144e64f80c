import { newId } from '../../../../shared/ids.ts'
import { MAX_SEQ } from '../../../../shared/serial/format.ts'
import { mintMany } from '../../../../shared/serial/mint.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { fail } from '../errors.ts'
import { tenantKeys } from '../keys.ts'
import { legacyForm } from '../line/legacy-pattern.ts'
import { isStandardSql } from '../line/standard-flags.ts'
import { claimNumbers, enterUsed, holdRanges, nextOfRange } from '../range/range-numbers.ts'
import { queueLink } from '../registry/link-job.ts'
import { numbersOfPattern, type OldNumber, refuseTaken, typedNumbers } from './legacy-numbers.ts'
import type { SerialState } from './serial.ts'
import { PLACE_OF } from './states.ts'

/** The document that something happened for. */
export interface Source {
  readonly entity: string
  readonly id: string
}

export interface IssueRequest {
  /** The line's code: `HAT`. */
  readonly line: string
  readonly productId: string
  readonly quantity: number
  /** `reserved`: the numbers are set aside for pieces that nobody began. */
  readonly state: 'reserved' | 'issued' | 'in_production'
  readonly ticketId?: string | undefined
  readonly source?: Source | undefined
  /** Numbers as somebody typed them, for a line that does not issue standard serials now. */
  readonly legacyNumbers?: readonly string[] | undefined
  /** Instead of them: the next numbers of this pre-printed range. */
  readonly rangeId?: string | undefined
  /** Writes standard pieces at the end of the transaction, where nothing but what is written last needs them there. */
  readonly writeLast?: boolean
}

export interface IssuedSerial {
  readonly id: string
  /** As printed. */
  readonly human: string
  /** What a QR code carries; the folded number itself for a legacy one. */
  readonly compact: string
  readonly seq: number
}

interface RangeRow {
  last: bigint | null
  used: bigint | null
  line: string | null
  line_index: number | null
  legacy_pattern: string | null
  sku: string | null
  serial_code: string | null
  standard: boolean
}

interface Piece extends Omit<IssuedSerial, 'id'> {
  folded: string
}

/**
 * Gives pieces their serials, in the caller's transaction and in two statements however many: one conditional upsert
 * reserves the range of SEQ (per line and day of the workshop), one insert writes the pieces and their first event.
 * A line whose flag is off gives numbers of its legacy pattern, those that were typed, or the next ones of a pre-printed range.
 *
 * @throws Problem one of {@link ISSUE_ERRORS}, `reference.missing` (no such product), `not_found` (no such range)
 */
export async function issue(ctx: TenantContext, request: IssueRequest): Promise<IssuedSerial[]> {
  const { quantity, legacyNumbers, rangeId } = request
  if (!Number.isInteger(quantity) || quantity < 0)
    throw new RangeError('a quantity of serials is a whole number')
  if (legacyNumbers && legacyNumbers.length !== quantity) {
    throw fail('serials.numbers_count', { quantity, given: legacyNumbers.length })
  }
  if (quantity === 0) return []
  const typed = legacyNumbers && typedNumbers(legacyNumbers)
  const range = await reserveRange(ctx, request)
  const firstSeq = range.last - quantity + 1
  if (range.standard) {
    if (typed || rangeId !== undefined) throw fail('serials.line_is_standard', { line: range.line })
    const pieces = mintMany(
      {
        tenant: ctx.tenant.code,
        line: range.line,
        lineIndex: range.lineIndex,
        sku: range.sku,
        day: ctx.today,
        firstSeq,
        count: quantity,
      },
      tenantKeys(ctx.kernel, ctx.tenant.code)[0],
    )
    return await writePieces(ctx, { ...request, ...range, kind: 'standard', pattern: null }, pieces)
  }
  // From here on the locks are: the counter of the line, ranges as such, each range.
  const isOfPattern = !typed && rangeId === undefined
  const [, numbers] = await Promise.all([
    holdRanges(ctx),
    isOfPattern
      ? numbersOfPattern(ctx, legacyForm(range.pattern, { ...range, day: ctx.today }), quantity)
      : (typed ?? nextOfRange(ctx, rangeId!, quantity).then(typedNumbers)),
    typed && refuseTaken(ctx, typed),
  ])
  const written = {
    ...request,
    line: range.line,
    kind: 'legacy' as const,
    pattern: isOfPattern ? range.pattern : null,
  }
  return await writeNumbers(ctx, written, numbers, firstSeq)
}

/** What {@link issue} refuses. */
export const ISSUE_ERRORS = [
  'serials.line_unknown',
  'serials.not_serialised',
  'serials.day_full',
  'serials.line_is_standard',
  'serials.numbers_count',
  'serials.number_twice',
  'serials.number_taken',
  'serials.number_unusable',
  'serials.range_number_void',
  'serials.range_not_for',
  'serials.range_short',
] as const

/** What the pieces of one insert have in common. */
export interface Written {
  readonly line: string
  readonly productId: string
  readonly kind: 'standard' | 'legacy'
  /** The pattern that gave the numbers, if one did. */
  readonly pattern: string | null
  readonly state: SerialState
  readonly ticketId?: string | undefined
  readonly source?: Source | undefined
  readonly reason?: string | undefined
  readonly writeLast?: boolean
}

/** Writes pieces with old numbers, SEQ from `firstSeq`, and tells the ranges that they stand in. */
async function writeNumbers(
  ctx: TenantContext,
  written: Written,
  numbers: readonly OldNumber[],
  firstSeq: number,
): Promise<IssuedSerial[]> {
  const claimed = written.pattern === null ? await claimNumbers(ctx, numbers, written) : []
  const pieces = await writePieces(
    ctx,
    written,
    numbers.map(({ human, folded }, i) => ({ human, folded, compact: folded, seq: firstSeq + i })),
  )
  const byNumber = new Map(pieces.map((piece) => [piece.compact, piece.id]))
  await enterUsed(
    ctx,
    claimed.map(({ rangeId, number, folded }) => ({ rangeId, number, serialId: byNumber.get(folded)! })),
  )
  return pieces
}

interface Range {
  /** The last SEQ of the range. */
  last: number
  line: string
  lineIndex: number
  sku: string
  pattern: string
  standard: boolean
}

async function reserveRange(ctx: TenantContext, request: IssueRequest): Promise<Range> {
  const { quantity } = request
  const tenant = sql`${ctx.tenant.id}::uuid`
  const row = await ctx.tx.one<RangeRow>(
    sql`with line as (
        select code, line_index, legacy_pattern from serial_line where tenant_id = ${tenant} and code = ${request.line}
      ), product as (
        select sku, serial_code, serialised from product
        where tenant_id = ${tenant} and id = ${request.productId}::uuid and deleted_at is null
      ), counter as (
        insert into serial_counter as c (tenant_id, id, line, day, last)
        select ${tenant}, ${newId(ctx.now.getTime())}::uuid, line.code, ${ctx.today}::date, ${quantity}::bigint
        from line, product where product.serialised and ${quantity}::bigint <= ${MAX_SEQ}::bigint
        on conflict (tenant_id, line, day) do update set last = c.last + excluded.last
          where c.last + excluded.last <= ${MAX_SEQ}::bigint
        returning last
      )
      select (select last from counter) as last, line.code as line, line.line_index, line.legacy_pattern, product.sku,
        case when product.serialised then product.serial_code end as serial_code, ${isStandardSql(ctx, request.line)} as standard,
        (select last from serial_counter where tenant_id = ${tenant} and line = ${request.line} and day = ${ctx.today}::date) as used
      from (values (1)) as one left join line on true left join product on true`,
  )
  if (row.line === null) throw fail('serials.line_unknown', { line: request.line })
  if (row.sku === null) throw kernelFail('reference.missing', { field: 'productId' })
  if (row.serial_code === null) throw fail('serials.not_serialised', { sku: row.sku })
  if (row.last === null) throw fail('serials.day_full', { line: row.line, used: Number(row.used ?? 0n) })
  return {
    last: Number(row.last),
    line: row.line,
    lineIndex: row.line_index!,
    sku: row.serial_code,
    pattern: row.legacy_pattern!,
    standard: row.standard,
  }
}

async function writePieces(
  ctx: TenantContext,
  request: Written,
  pieces: readonly Piece[],
): Promise<IssuedSerial[]> {
  const { principal, now } = ctx
  const nowMs = now.getTime()
  const ids = pieces.map(() => newId(nowMs))
  const eventIds = pieces.map(() => newId(nowMs))
  // A number given outside a job ticket is for a piece that is there: it was made today, as far as anybody knows.
  const madeOn = request.state === 'issued' && request.ticketId === undefined ? ctx.today : null
  const statement = sql`with given as materialized (
        select * from unnest(${ids}::uuid[], ${eventIds}::uuid[], ${pieces.map((p) => p.human)}::text[],
          ${pieces.map((p) => p.folded)}::text[], ${pieces.map((p) => p.compact)}::text[], ${pieces.map((p) => p.seq)}::bigint[])
          as g(id, event_id, human, folded, compact, seq)
      ), place as (
        select id from location where tenant_id = ${ctx.tenant.id}::uuid and code = ${PLACE_OF[request.state] ?? null}::text
      ), told as (
        insert into serial_event (tenant_id, id, serial_id, version, from_state, to_state, at, actor_kind, actor_id, actor_name,
          location_id, source_entity, source_id)
        select ${ctx.tenant.id}::uuid, g.event_id, g.id, 1, null, ${request.state}, ${now}::timestamptz, ${principal.kind},
          ${principal.id}::text, ${principal.name}, (select id from place), ${request.source?.entity ?? null}::text,
          ${request.source?.id ?? null}::uuid
        from given g
      )
      insert into serial (tenant_id, id, human, folded, compact, kind, pattern, line, day, seq, product_id, state, version, ticket_id,
        location_id, made_on, created_at, updated_at)
      select ${ctx.tenant.id}::uuid, g.id, g.human, g.folded, g.compact, ${request.kind}, ${request.pattern}::text, ${request.line},
        ${ctx.today}::date, g.seq, ${request.productId}::uuid, ${request.state}, 1, ${request.ticketId ?? null}::uuid,
        (select id from place), ${madeOn}::date, ${now}::timestamptz, ${now}::timestamptz
      from given g`
  if (request.writeLast) ctx.writeLast(statement)
  else await ctx.tx.run(statement)
  queueLink(ctx, ids)
  return pieces.map(({ human, compact, seq }, i) => ({ id: ids[i]!, human, compact, seq }))
}
