import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import type { OrderState } from './order.ts'
import { type OrderStep, refusalOf, statesBefore } from './transitions.ts'

/** What a step changed, as far as the steps after it need. */
export interface SteppedOrder {
  id: string
  number: string
  state: OrderState
  total_minor: bigint
  tax_minor: bigint
  refunded_minor: bigint
  shipped_at: Date | null
}

/**
 * Makes a step of an order if the order is in a state that allows it: one conditional update, which locks the order. Whatever else
 * a command changes of an order comes after it. Undefined when the step cannot be made.
 *
 * @param sets what the step changes, the state included: `` sql`state = 'paid'` ``
 * @param condition what must hold besides the state
 */
export const makeStep = async (
  ctx: TenantContext,
  orderId: string,
  step: OrderStep,
  sets: Sql,
  condition: Sql = sql`true`,
): Promise<SteppedOrder | undefined> =>
  await ctx.tx.first<SteppedOrder>(sql`
    update sales_order set ${sets}, updated_at = ${ctx.now}::timestamptz
    where tenant_id = ${ctx.tenant.id}::uuid and id = ${orderId}::uuid and state = any(${statesBefore(step)}::text[]) and ${condition}
    returning id, number, state, total_minor, tax_minor, refunded_minor, shipped_at`)

/** Why a step could not be made: for throwing. */
export async function whyNot(ctx: TenantContext, orderId: string): Promise<Error> {
  const row = await ctx.tx.first<{ state: OrderState; number: string }>(
    sql`select state, number from sales_order where tenant_id = ${ctx.tenant.id}::uuid and id = ${orderId}::uuid`,
  )
  return row ? refusalOf(row.state, row.number) : kernelFail('not_found')
}

/** The ids and products of an order's lines. */
export const linesOf = async (ctx: TenantContext, orderId: string): Promise<{ id: string }[]> =>
  await ctx.tx.rows<{ id: string }>(
    sql`select id from sales_order_line where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${orderId}::uuid`,
  )

/** How stock, serials and the ledger know that something belongs to an order. */
export const sourceOf = (orderId: string) => ({ entity: 'order', id: orderId })
