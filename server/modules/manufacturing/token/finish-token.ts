import { divideHalfEven } from '../../../../shared/decimal.ts'
import { allocate } from '../../../../shared/money.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { type EntryLine, post } from '../../accounting/index.ts'
import { move, PLACES } from '../../inventory/index.ts'
import { changeState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import {
  type StockAccount,
  stockAccount,
  type Taken,
  takeMaterial,
  writeGenealogy,
} from '../material/take-material.ts'
import { decimalText, ONE } from '../quantity.ts'
import type { LoadedToken } from './load-token.ts'

/** What goes through the books when pieces are finished or lost. Minor units. */
export interface Booked {
  readonly materialCostMinor: bigint
  /** Labour that the ledger did not have yet. */
  readonly labourPostedMinor: bigint
  readonly finishedCostMinor: bigint
  readonly serialIds: readonly string[]
  /** Sends the writes, together with others in one flush. */
  send(): Promise<unknown>[]
}

export const NOTHING_BOOKED: Booked = {
  materialCostMinor: 0n,
  labourPostedMinor: 0n,
  finishedCostMinor: 0n,
  serialIds: [],
  send: () => [],
}

/**
 * Brings finished pieces into stock: takes their material (backflush), posts it with the labour, and moves the pieces in
 * at their cost, each with its serial.
 *
 * Cost of `pieces` = their material + their share of what the token has cost so far and no piece took along: labour, and
 * of a batch the material of what was scrapped in it. The share is by quantity over what is not finished, half-even, so
 * the last piece takes the rest.
 *
 * @param pieces in millionths
 * @param labourMinor all labour of the token, this log's included
 */
export async function finishPieces(
  ctx: TenantContext,
  token: LoadedToken,
  pieces: bigint,
  labourMinor: bigint,
): Promise<Booked> {
  const { ticket } = token
  const serialIds = await serialsToFinish(ctx, token, pieces)
  const taken = await takeMaterial(ctx, token, pieces, ticket.quantity - ticket.good - pieces)
  const materialMinor = taken.reduce((sum, one) => sum + one.valueMinor, 0n)
  const pool = token.materialCostMinor + labourMinor - token.finishedCostMinor
  const costMinor = materialMinor + divideHalfEven(pool * pieces, token.quantity - token.finished)
  const labourPostedMinor = labourMinor - token.labourPostedMinor
  return {
    materialCostMinor: materialMinor,
    labourPostedMinor,
    finishedCostMinor: costMinor,
    serialIds,
    send: () => [
      writeGenealogy(ctx, token, serialIds, taken),
      post(ctx, {
        journal: 'manufacturing',
        memo: `${token.code}: ${decimalText(pieces)} finished`,
        source: { entity: 'work_token', id: token.id },
        lines: [
          ...issueLines(taken, labourPostedMinor),
          { purpose: stockAccount(ticket.productKind), amountMinor: costMinor, memo: 'Finished' },
          { purpose: 'wip', amountMinor: -costMinor, memo: 'Finished' },
        ],
      }),
      // Last, since everybody who finishes or sells the product waits for its stock from here to the end.
      moveIn(ctx, token, pieces, serialIds, costMinor),
      changeState(ctx, {
        ids: serialIds,
        from: ['issued', 'in_production'],
        to: 'in_stock',
        reason: `${ticket.number}: finished`,
        source: { entity: 'work_token', id: token.id },
      }),
    ],
  }
}

/**
 * Books what is lost: its material, if it was used up, and the labour of the token so far. It stays in work in process: a
 * batch's good pieces bear it, a lost piece goes to variance when the ticket is closed.
 *
 * @param pieces in millionths
 */
export async function scrapPieces(
  ctx: TenantContext,
  token: LoadedToken,
  pieces: bigint,
  labourMinor: bigint,
  lost: { takesMaterial: boolean; reason: string | undefined },
): Promise<Booked> {
  const { ticket } = token
  const taken = lost.takesMaterial
    ? await takeMaterial(ctx, token, pieces, ticket.quantity - ticket.good)
    : []
  const materialMinor = taken.reduce((sum, one) => sum + one.valueMinor, 0n)
  const labourPostedMinor = labourMinor - token.labourPostedMinor
  const serialIds = token.serialId === null ? [] : [token.serialId]
  return {
    materialCostMinor: materialMinor,
    labourPostedMinor,
    finishedCostMinor: 0n,
    serialIds: [],
    send: () => [
      changeState(ctx, {
        ids: serialIds,
        from: ['issued', 'in_production'],
        to: 'scrapped',
        reason: lost.reason ?? `${ticket.number}: scrapped`,
        source: { entity: 'work_token', id: token.id },
      }),
      writeGenealogy(ctx, token, serialIds, taken),
      post(ctx, {
        journal: 'manufacturing',
        memo: `${token.code}: ${decimalText(pieces)} scrapped`,
        source: { entity: 'work_token', id: token.id },
        lines: issueLines(taken, labourPostedMinor),
      }),
    ],
  }
}

/** Dr work in process / Cr the accounts of the material, and labour applied. */
export function issueLines(taken: readonly Taken[], labourMinor: bigint): EntryLine[] {
  const of = (account: StockAccount) =>
    taken.reduce((sum, one) => (one.account === account ? sum + one.valueMinor : sum), 0n)
  return [
    { purpose: 'wip', amountMinor: of('raw_material') + of('finished_goods'), memo: 'Material' },
    { purpose: 'raw_material', amountMinor: -of('raw_material'), memo: 'Material' },
    { purpose: 'finished_goods', amountMinor: -of('finished_goods'), memo: 'Material' },
    { purpose: 'wip', amountMinor: labourMinor, memo: 'Labour' },
    { purpose: 'labour_applied', amountMinor: -labourMinor, memo: 'Labour' },
  ]
}

/** The piece's own serial; of a batch the next ones of the ticket's range. */
async function serialsToFinish(
  ctx: TenantContext,
  token: LoadedToken,
  pieces: bigint,
): Promise<readonly string[]> {
  if (token.serialId !== null) return [token.serialId]
  if (!token.ticket.serialised) return []
  const wanted = Number(pieces / ONE)
  const ids = await serialsOfTicket(ctx, token.ticket.id, ['issued', 'in_production'], wanted)
  if (ids.length < wanted)
    throw fail('manufacturing.serials_missing', {
      ticket: token.ticket.number,
      left: ids.length,
      wanted,
    })
  return ids
}

/** Serials of a ticket in one of the states, in the order of their numbers. */
export async function serialsOfTicket(
  ctx: TenantContext,
  ticketId: string,
  states: readonly string[],
  most?: number,
): Promise<string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select id from serial where tenant_id = ${ctx.tenant.id}::uuid and ticket_id = ${ticketId}::uuid and state = any(${states}::text[])
    order by day, seq limit ${most ?? null}::int`)
  return rows.map((row) => row.id)
}

async function moveIn(
  ctx: TenantContext,
  token: LoadedToken,
  pieces: bigint,
  serialIds: readonly string[],
  costMinor: bigint,
): Promise<void> {
  const common = {
    productId: token.ticket.productId,
    from: PLACES.PRODUCTION,
    to: PLACES.WH,
    kind: 'finish',
  }
  const values = allocate(costMinor, serialIds.length > 0 ? serialIds.map(() => 1n) : [1n])
  const moved = await move(
    ctx,
    serialIds.length > 0
      ? serialIds.map((serialId, i) => ({ ...common, serialId, quantity: '1', valueMinor: values[i]! }))
      : [{ ...common, quantity: decimalText(pieces), valueMinor: costMinor }],
    { entity: 'work_token', id: token.id },
  )
  // Where stock was below zero, what covers it comes in at the value it left with: the books follow the stock.
  const difference = moved.reduce((sum, one) => sum + one.valueMinor, 0n) - costMinor
  if (difference === 0n) return
  await post(ctx, {
    journal: 'manufacturing',
    memo: `${token.code}: value of stock below zero`,
    source: { entity: 'work_token', id: token.id },
    lines: [
      { purpose: stockAccount(token.ticket.productKind), amountMinor: difference },
      { purpose: 'variance', amountMinor: -difference },
    ],
  })
}
